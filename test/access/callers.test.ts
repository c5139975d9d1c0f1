import { describe, expect, test } from '@jest/globals'
import { isSameHash, makeKey, readKey } from '../../src/access/api-key.js'
import { bearerToken } from '../../src/access/bearer.js'
import { PUBLIC_CALLER, ROLES } from '../../src/access/caller.js'
import { readIdentity } from '../../src/access/identity.js'
import { nameOfRole, roleNamed } from '../../src/access/role-name.js'
import { Standing } from '../../src/api/standing.js'
import { UnavailableError } from '../../src/kernel/errors.js'
import { UnauthenticatedError } from '../../src/access/refusals.js'

describe('a header Authorization', () => {
  test.each([
    ['Bearer abc.def-_~+/==', 'abc.def-_~+/=='],
    ['bearer   x ', 'x'],
  ])('%s', (header, token) => expect(bearerToken(header)).toBe(token))

  test('may be left out', () => expect(bearerToken(undefined)).toBeUndefined())

  test.each(['', 'Bearer', 'Bearer ', 'Basic dXNlcjpwYXNz', 'Bearer a b', 'Bearer a,b', 'Bearer é', 'token'])(
    'that is not one is refused, not passed over: %j',
    (header) => expect(() => bearerToken(header)).toThrow('Send the header Authorization: Bearer TOKEN'),
  )

  test('of any length is not looked at', () => {
    expect(() => bearerToken(`Bearer ${'a'.repeat(8_193)}`)).toThrow('more than 8192 characters')
  })
})

describe('a role', () => {
  test.each(ROLES)('is known by both its names: %s', (role) => {
    expect(roleNamed(role)).toBe(role)
    expect(roleNamed(nameOfRole(role))).toBe(role)
  })

  test.each(['', 'admin', 'programme office', 'toString', '__proto__'])('is not %j', (name) => {
    expect(roleNamed(name)).toBeUndefined()
  })
})

describe('the claims of a token', () => {
  const names = { role: 'role', entity: 'entity' }
  const claims = { iss: 'https://id.example', sub: 'u-1', role: 'programme-office', entity: 'ABB' }
  const read = (more: Record<string, unknown>) => () => readIdentity({ ...claims, ...more }, names)

  test('tell who bears it; the entity only of who speaks for one', () => {
    expect(read({})()).toEqual({
      id: 'oidc:https://id.example u-1',
      author: 'PROGRAMME_OFFICE/u-1',
      role: 'PROGRAMME_OFFICE',
      entity: null,
    })
    expect(read({ role: ['offline_access', 'ENTITY'] })()).toMatchObject({ role: 'ENTITY', entity: 'ABB' })
    expect(read({ role: ['entity', 'ENTITY'] })()).toMatchObject({ role: 'ENTITY' })
  })

  test.each([
    [{ role: undefined }, 'names no role'],
    [{ role: 'root' }, 'names no role'],
    [{ role: { name: 'administrator' } }, 'names no role'],
    [{ role: [['administrator']] }, 'names no role'],
    [{ role: ['entity', 'administrator'] }, 'names 2 roles where one is wanted'],
    [{ role: 'entity', entity: undefined }, 'does not name the entity'],
    [{ role: 'entity', entity: '' }, 'does not name the entity'],
    [{ role: 'entity', entity: ['ABB'] }, 'does not name the entity'],
    [{ sub: undefined }, 'whom it is about'],
    [{ sub: 'a\nb' }, 'whom it is about'],
    [{ sub: 'x'.repeat(256) }, 'whom it is about'],
  ])('%j are refused', (more, words) => expect(read(more)).toThrow(words))
})

describe('a key', () => {
  test('has 256 random bits, and is read back to the hash that is kept', () => {
    const [one, other] = [makeKey(), makeKey()]
    expect(one.text).toMatch(/^vrd_[0-9a-f]{12}_[0-9a-f]{64}$/)
    expect(one.text).not.toContain(one.hash.toString('hex'))
    expect(one.text.slice(17)).not.toBe(other.text.slice(17))
    expect(readKey(one.text)).toEqual({ prefix: one.prefix, hash: one.hash })
    expect(isSameHash(one.hash, other.hash)).toBe(false)
    expect(isSameHash(one.hash, Buffer.from(one.hash))).toBe(true)
    expect(isSameHash(one.hash, one.hash.subarray(1))).toBe(false)
  })

  test.each(['vrd_', 'vrd_0123456789ab_', `vrd_0123456789ab_${'A'.repeat(64)}`, `vrd_x_${'0'.repeat(64)}`])(
    'is not %s',
    (text) => expect(readKey(text)).toBeUndefined(),
  )
})

describe('whoever reads a stream', () => {
  test('stays, whatever keeps us from knowing, until they are refused', async () => {
    let answer: Error | undefined
    const standing = new Standing(async () => {
      if (answer) throw answer
      return { ...PUBLIC_CALLER, id: 'key:1' }
    }, 5)
    const stop = standing.watch(await standing.caller())
    answer = new UnavailableError('away')
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(standing.refusal).toBeUndefined()
    answer = new UnauthenticatedError('The key was revoked')
    await new Promise((resolve) => standing.signal.addEventListener('abort', resolve))
    expect(standing.refusal).toBe(answer)
    stop()
  })
})
