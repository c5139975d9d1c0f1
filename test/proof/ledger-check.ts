import type { Client } from 'pg'
import { addAmounts } from '../../src/kernel/amount.js'
import { type Attempt, reasonOf } from './attempt.js'

interface Version {
  readonly version: string
  readonly reason: string
}

interface Change {
  readonly version: string
  readonly subject: string
  readonly operation: string
  /** False where nothing but a sum that follows from other rows changed. */
  readonly own: boolean
  readonly amount: { readonly before: string | null; readonly after: string | null }
  readonly status: { readonly before: string | null; readonly after: string | null }
}

const STEPS: Readonly<Record<string, readonly (string | null)[]>> = {
  DRAFT: ['DRAFT', 'PROPOSED', 'WITHDRAWN', null],
  PROPOSED: ['PROPOSED', 'GRANTED', 'WITHDRAWN'],
  GRANTED: ['GRANTED', 'WITHDRAWN'],
  WITHDRAWN: ['WITHDRAWN'],
}

/**
 * Holds what was answered against the ledger: done is there once, whole, in the version that was told, and after nothing
 * that its caller had not seen; refused is not there; unanswered is there once or not at all.
 *
 * @returns findings as `what: key or id`, none where all is as it was told.
 */
export async function checkLedger(client: Client, attempts: readonly Attempt[]): Promise<string[]> {
  const versions = await readVersions(client)
  const changes = await readChanges(client)
  const byKey = grouped(versions, ({ reason }) => reason)
  const bySubject = grouped(changes, ({ subject }) => subject)
  const created = new Set(
    changes.filter(({ operation }) => operation === 'CREATED').map(({ subject }) => subject),
  )
  return [
    ...attempts.flatMap((attempt) => [
      ...checkEffect(attempt, byKey.get(reasonOf(attempt.key)) ?? []),
      ...checkWhole(attempt, created),
      ...checkSeen(attempt, bySubject),
    ]),
    ...checkMoves(
      attempts,
      grouped(changes, ({ version }) => version),
    ),
    ...changes
      .filter(({ status: { before, after } }) => before !== null && !STEPS[before]?.includes(after))
      .map(({ subject }) => `a status that no step leads to: ${subject}`),
  ]
}

function checkEffect({ key, version, refused }: Attempt, effects: readonly Version[]): string[] {
  if (effects.length > 1) return [`doubled: ${key}`]
  if (refused.length > 0) return effects.length > 0 ? [`refused and yet done: ${key}`] : []
  if (version === null) return []
  if (effects.length === 0) return [`lost: ${key}`]
  return effects[0]?.version === version ? [] : [`another version than was told: ${key}`]
}

function checkWhole({ key, made, version }: Attempt, created: ReadonlySet<string>): string[] {
  const there = made.filter((id) => created.has(id)).length
  if (there > 0 && there < made.length) return [`half: ${key}`]
  return version !== null && there < made.length ? [`lost: ${key}`] : []
}

function checkSeen(
  { key, claimed, expected, version }: Attempt,
  bySubject: ReadonlyMap<string, readonly Change[]>,
): string[] {
  if (expected === null || version === null) return []
  const [from, to] = [Number(expected), Number(version)]
  const unseen = claimed
    .flatMap((id) => bySubject.get(id) ?? [])
    .filter(({ own, version: at }) => own && Number(at) > from && Number(at) < to)
  return unseen.length > 0 ? [`done over a change that was not seen: ${key}`] : []
}

/** What is moved is neither made nor spent. */
function checkMoves(
  attempts: readonly Attempt[],
  byVersion: ReadonlyMap<string, readonly Change[]>,
): string[] {
  return attempts.flatMap(({ key, mutation, version }) => {
    if (mutation !== 'moveMoney' || version === null) return []
    const moved = (byVersion.get(version) ?? []).filter(({ amount }) => amount.before !== null)
    const sum = (when: 'before' | 'after') => addAmounts(moved.map(({ amount }) => amount[when] ?? '0.00'))
    return sum('before') === sum('after') ? [] : [`a move that made or spent money: ${key}`]
  })
}

async function readVersions(client: Client): Promise<Version[]> {
  const { rows } = await client.query<Version>(
    `select version, reason from graph_version where reason like 'proof %'`,
  )
  return rows
}

async function readChanges(client: Client): Promise<Change[]> {
  const { rows } = await client.query<Change>(
    `select c.version, c.subject_id as subject, c.operation,
       c.before #- '{appropriation,0,allocated}' is distinct from c.after #- '{appropriation,0,allocated}' as own,
       jsonb_build_object('before', (c.before #>> '{allocation,0,amount}')::numeric(15,2)::text,
         'after', (c.after #>> '{allocation,0,amount}')::numeric(15,2)::text) as amount,
       jsonb_build_object('before', c.before #>> '{allocation,0,status}', 'after', c.after #>> '{allocation,0,status}') as status
     from graph_change c join graph_version v using (version) where v.reason like 'proof %'`,
  )
  return rows
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
