import { describe, expect, test } from '@jest/globals'
import { decodeGlobalId, encodeGlobalId } from '../../src/kernel/global-id.js'

const UUID = 'd80dd379-fb20-5484-9d5a-096d6863c2cd'

describe('a global id', () => {
  test.each([
    ['Project', UUID],
    ['Relation', `${UUID}.budget_article`],
  ])('of a %s holds its type and key', (typeName, key) => {
    const id = encodeGlobalId(typeName, key)
    expect(id).toMatch(/^[\w-]+$/)
    expect(decodeGlobalId(id)).toEqual({ typeName, key })
  })

  const raw = (text: string) => Buffer.from(text, 'latin1').toString('base64url')
  const good = encodeGlobalId('Project', UUID)

  test.each([
    ['nothing', ''],
    ['a reference', 'project:VRD3-2025-08'],
    ['the key alone', UUID],
    ['no key', raw('Project:')],
    ['no type', raw(`:${UUID}`)],
    ['no colon', raw('Project')],
    ['a type in small letters', raw(`project:${UUID}`)],
    ['two keys', raw(`Project:${UUID}:${UUID}`)],
    ['a space in the key', raw(`Project:${UUID} `)],
    ['a line end after the key', raw(`Project:${UUID}\n`)],
    ['NUL in the key', raw(`Project:${UUID}\0`)],
    ['SQL in the key', raw(`Project:' or 1=1 --`)],
    ['a letter beyond ASCII', raw('Project:\u00e9')],
    ['bytes that are no text', raw('Project:\u00ff\u00fe')],
    ['padding', Buffer.from('Project:ab').toString('base64')],
    ['the other base64 alphabet', Buffer.from(`Project:${UUID}>>>`).toString('base64')],
    ['a space in front', ` ${good}`],
    ['something behind', `${good}!`],
    ['bits that nothing uses', `${raw('Project:ab').slice(0, -1)}h`],
  ])('is not made of %s', (_what, text) => expect(decodeGlobalId(text)).toBeUndefined())
})
