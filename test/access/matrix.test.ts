import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { NODE_KINDS } from '../../src/kernel/node-kind.js'
import { type Caller, type Role, ROLES, type Scope } from '../../src/access/caller.js'
import {
  ACTIONS,
  draftsShownTo,
  may,
  mayManageKeys,
  type Subject,
  writableKinds,
} from '../../src/access/policies.js'

/** Run this test with `UPDATE_MATRIX=1` to write it anew, and read the difference before you keep it. */
const FILE = fileURLToPath(new URL('matrix.txt', import.meta.url))

const callerOf = (role: Role, scopes: readonly Scope[] = ['READ', 'WRITE']): Caller => ({
  id: `test:${role}`,
  author: `${role}/test`,
  role,
  entity: role === 'ENTITY' ? { id: '0d4bd0e2-54c7-5c1e-9a0f-6f6f5b1c9d11', code: 'ABB' } : null,
  scopes,
})

/** In the order of the letters: own and published, own draft, another's and published, another's draft. */
const STATES = [
  { letter: 'o', own: true, draft: false },
  { letter: 'd', own: true, draft: true },
  { letter: 'O', own: false, draft: false },
  { letter: 'D', own: false, draft: true },
] as const

const HEAD = [
  'What each role may do to each kind of node. A letter for each of its four states: o published and of the own',
  'entity, d a draft of the own entity, O published and of another entity, D a draft of another entity; - where not.',
]

function matrix(): string {
  const width = Math.max(...[...NODE_KINDS, ...ROLES].map((name) => name.length))
  const blocks = ROLES.map((role) => {
    const caller = callerOf(role)
    const lines = NODE_KINDS.map((kind) => {
      const cells = ACTIONS.map((action) =>
        STATES.map(({ letter, ...state }) => (may(caller, action, { kind, ...state }) ? letter : '-'))
          .join('')
          .padEnd(Math.max(action.length, 4)),
      )
      return `${kind.padEnd(width)}  ${cells.join('  ')}`.trimEnd()
    })
    const head = `${role.padEnd(width)}  ${ACTIONS.map((action) => action.padEnd(4)).join('  ')}`
    const more = `sees drafts: ${draftsShownTo(caller)}; manages keys: ${mayManageKeys(caller) ? 'yes' : 'no'}`
    return [head.trimEnd(), ...lines, more].join('\n')
  })
  return `${[HEAD.join('\n'), ...blocks].join('\n\n')}\n`
}

describe('who may do what', () => {
  test('is as matrix.txt has it (UPDATE_MATRIX=1 writes it anew)', () => {
    if (process.env['UPDATE_MATRIX'] === '1') writeFileSync(FILE, matrix())
    expect(matrix()).toBe(readFileSync(FILE, 'utf8'))
  })

  const subjects: Subject[] = NODE_KINDS.flatMap((kind) =>
    STATES.map(({ own, draft }) => ({ kind, own, draft })),
  )

  test.each(ROLES)('nobody does anything with a key that only reads: %s', (role) => {
    const reader = callerOf(role, ['READ'])
    for (const action of ACTIONS)
      for (const subject of subjects) expect(may(reader, action, subject)).toBe(false)
    expect(mayManageKeys(reader)).toBe(false)
  })

  test('the public does nothing and sees no draft; an entity does nothing to what is not its own', () => {
    for (const action of ACTIONS)
      for (const subject of subjects) {
        expect(may(callerOf('PUBLIC'), action, subject)).toBe(false)
        if (!subject.own) expect(may(callerOf('ENTITY'), action, subject)).toBe(false)
      }
    expect(draftsShownTo(callerOf('PUBLIC'))).toBe('NONE')
    expect(draftsShownTo(callerOf('ENTITY'))).toBe('OWN')
  })

  test.each(ROLES)('the database is told every kind that may be written, and no other: %s', (role) => {
    const caller = callerOf(role)
    const written = NODE_KINDS.filter((kind) =>
      subjects.some(
        (subject) => subject.kind === kind && ACTIONS.some((action) => may(caller, action, subject)),
      ),
    )
    expect(writableKinds(caller)).toEqual(written)
  })
})
