import { createPublicKey, KeyObject } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { SignJWT } from 'jose'
import { AccessService, refusal } from './access-service.js'
import { AUDIENCE, Issuer, OTHER_AUDIENCE } from './issuer.js'

const TEN = '{ allocations(filter: { portfolio: "portfolio:VRD3-2025" }) { totalCount } }'
const INVALID = 'Bearer error="invalid_token"'
const refused = (words: string) => [401, 'UNAUTHENTICATED', INVALID, words]

// The issuer says on the console that it is no issuer to live with.
beforeAll(() => void jest.spyOn(console, 'warn').mockImplementation(() => undefined))

describe('a token of a real issuer', () => {
  let issuer: Issuer
  let foreign: Issuer
  let service: AccessService
  beforeAll(async () => {
    issuer = await Issuer.start({
      office: { role: 'programme-office' },
      abb: { role: ['offline_access', 'ENTITY'], entity: 'OVO001835' },
      stranger: { role: 'ENTITY', entity: 'OVO999999' },
      nobody: {},
      both: { role: ['entity', 'administrator'], entity: 'OVO001835' },
    })
    foreign = await Issuer.start({ office: { role: 'administrator' } })
    service = await AccessService.start({
      issuer: { issuer: issuer.url, audience: AUDIENCE, cooldown: 0, quiet: 0 },
    })
  })
  afterAll(async () => {
    await service.stop()
    await issuer.stop()
    await foreign.stop()
  })
  const told = async (token: string) => refusal(await service.ask(`Bearer ${token}`))

  test('lets its bearer in, with the entity found by its OVO code; its keys are asked for once', async () => {
    for (const client of ['office', 'abb', 'office']) {
      const answer = await service.ask(`Bearer ${await issuer.token(client)}`, TEN)
      expect(answer).toMatchObject({ status: 200, body: { data: { allocations: { totalCount: 10 } } } })
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
    expect(issuer.asked).toBe(1)
  })

  test('counts in a GET too', async () => {
    const query = encodeURIComponent(TEN)
    const authorization = `Bearer ${await issuer.token('office')}`
    const headers = { 'content-type': 'application/json', authorization }
    expect(await service.send(`/graphql?query=${query}`, { headers })).toMatchObject({ status: 200 })
    headers.authorization += 'x'
    expect(await service.send(`/graphql?query=${query}`, { headers })).toMatchObject({ status: 401 })
  })

  test('is refused where it is not right, whoever signed it', async () => {
    const now = Math.floor(Date.now() / 1000)
    const good = await issuer.token('office')
    const [head = '', body = '', signature = ''] = good.split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const tampered = `${head}.${encoded({ ...claims, role: 'administrator' })}.${signature}`
    const publicKey = createPublicKey({ key: issuer.key as never, format: 'jwk' })
    const pem = new TextEncoder().encode(String(publicKey.export({ type: 'spki', format: 'pem' })))
    const confused = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'first' }).sign(pem)
    const unsigned = `${encoded({ alg: 'none', typ: 'JWT' })}.${body}.`
    const notSigned = 'The token is not signed in a way that counts'
    const answers: [string, string][] = [
      [await issuer.token('office', OTHER_AUDIENCE), 'The token is meant for another audience (aud)'],
      [await foreign.token('office'), 'The token is not of the issuer that this service trusts'],
      [await foreign.sign({ iss: issuer.url }), 'The signature of the token is wrong'],
      [await issuer.sign({ exp: now - 6 }), 'The token has expired'],
      [await issuer.sign({ exp: undefined }), 'The token does not say when it expires (exp)'],
      [await issuer.sign({ nbf: now + 60 }), 'The token is not valid yet (nbf)'],
      [await issuer.sign({ sub: undefined }), 'The token does not say whom it is about (sub)'],
      [await issuer.sign({}, { typ: 'logout+jwt' }), 'The token is neither an access token nor an ID token'],
      [
        await issuer.sign({ cnf: { jkt: 'x' } }),
        'The token is bound to a key of its bearer, and does not count without',
      ],
      [
        await issuer.sign({}, { kid: 'other' }),
        'The token is signed with a key that its issuer does not have',
      ],
      [tampered, 'The signature of the token is wrong'],
      [unsigned, notSigned],
      [confused, notSigned],
      ['abc', 'The token is neither a key of this service nor a token of its issuer'],
      ['a.b.c', 'The token is neither a key of this service nor a token of its issuer'],
    ]
    for (const [token, words] of answers) expect(await told(token)).toEqual(refused(words))
    expect(publicKey).toBeInstanceOf(KeyObject)
    expect(await service.ask(`Bearer ${good}`)).toMatchObject({ status: 200 })
  })

  test('has a little time left where the clocks differ', async () => {
    const now = Math.floor(Date.now() / 1000)
    expect(await service.ask(`Bearer ${await issuer.sign({ exp: now - 2 })}`)).toMatchObject({ status: 200 })
  })

  test('is forbidden where its role or entity is not known', async () => {
    const of = async (client: string) => told(await issuer.token(client))
    expect(await of('nobody')).toEqual([
      403,
      'FORBIDDEN',
      null,
      "The token's claim role names no role; there are public, entity, programme-office, steering-body, inspectorate, secretariat, administrator",
    ])
    expect(await of('both')).toMatchObject([403, 'FORBIDDEN', null, expect.stringContaining('names 2 roles')])
    expect(await of('stranger')).toEqual([
      403,
      'FORBIDDEN',
      null,
      'The entity that the token names is not one that is known here',
    ])
  })

  test('is told in no log', async () => {
    const token = await issuer.token('office')
    await service.ask(`Bearer ${token}`)
    await service.ask(`Bearer ${token}x`)
    await service.ask(`Basic ${token}`)
    const [, , signature = ''] = token.split('.')
    expect(service.logged.filter((line) => line.includes(signature.slice(0, 40)))).toEqual([])
  })

  test('still counts after the keys were changed, and one by the former key no longer', async () => {
    const before = await issuer.token('office')
    await issuer.rotate('second')
    expect(await service.ask(`Bearer ${await issuer.token('office')}`)).toMatchObject({ status: 200 })
    expect(await told(before)).toEqual(
      refused('The token is signed with a key that its issuer does not have'),
    )
  })

  test('waits while the issuer is away: nobody is let in, nor refused for good', async () => {
    const token = await issuer.token('office')
    const late = await AccessService.start({ issuer: { issuer: issuer.url, audience: AUDIENCE, quiet: 0 } })
    const port = await issuer.stop()
    try {
      const answer = await late.ask(`Bearer ${token}`)
      const words =
        'The issuer of tokens does not answer, so nobody can be recognised by one; try again later'
      expect(refusal(answer)).toEqual([503, 'UNAVAILABLE', null, words])
      expect(answer.headers.get('retry-after')).toBe('5')
      // Whoever needs no issuer is not kept waiting, and neither is who was known before.
      expect(await late.ask()).toMatchObject({ status: 200 })
      expect(await service.ask(`Bearer ${token}`)).toMatchObject({ status: 200 })
    } finally {
      await issuer.listen(port)
    }
    expect(await late.ask(`Bearer ${token}`)).toMatchObject({ status: 200 })
    await late.stop()
  })
})

test('without an issuer no token counts, not even one that is well-formed', async () => {
  const service = await AccessService.start()
  const issuer = await Issuer.start({ office: { role: 'administrator' } })
  expect(refusal(await service.ask(`Bearer ${await issuer.token('office')}`))).toEqual(
    refused('The token is no key of this service, which trusts no issuer of tokens'),
  )
  await issuer.stop()
  await service.stop()
})
