import { describe, expect, test } from '@jest/globals'
import { readConfig } from '../../src/config.js'

const read = (environment: Record<string, string>) => readConfig(environment, '/project')

describe('the environment of access', () => {
  test('says nothing: the public reads, and only keys count', () => {
    expect(read({})).toMatchObject({
      readAccess: 'public',
      issuer: undefined,
      migrationDatabaseUrl: undefined,
    })
  })

  test('names an issuer, and the claims where they have other names', () => {
    const issuer = { OIDC_ISSUER: 'https://id.example/realm', OIDC_AUDIENCE: 'graph' }
    expect(read(issuer).issuer).toEqual({
      issuer: 'https://id.example/realm',
      audience: 'graph',
      jwksUri: undefined,
      claims: { role: 'role', entity: 'entity' },
    })
    const more = { OIDC_ROLE_CLAIM: 'vrd_role', OIDC_ENTITY_CLAIM: 'vo_orgcode' }
    expect(read({ ...issuer, ...more }).issuer?.claims).toEqual({ role: 'vrd_role', entity: 'vo_orgcode' })
  })

  test.each([
    ['https://id.example', true],
    ['http://127.0.0.1:9000/oidc', true],
    ['http://localhost:9000', true],
    ['http://id.example', false],
    ['http://127.0.0.1.id.example', false],
    ['https://id.example?x=1', false],
    ['id.example', false],
  ])('trusts no keys that come unprotected: %s %s', (issuer, isRight) => {
    const attempt = () => read({ OIDC_ISSUER: issuer, OIDC_AUDIENCE: 'graph' })
    if (isRight) expect(attempt().issuer?.issuer).toBe(issuer)
    else expect(attempt).toThrow('OIDC_ISSUER must be an address https://… (http:// on this machine)')
  })

  test('tells everything that is wrong at once', () => {
    const wrong = {
      READ_ACCESS: 'nobody',
      OIDC_JWKS_URI: 'https://id.example/keys',
      MIGRATION_DATABASE_URL: 'x',
    }
    expect(() => read(wrong)).toThrow(
      /MIGRATION_DATABASE_URL must .*; READ_ACCESS must be one of public, signed-in; OIDC_JWKS_URI must not be set without OIDC_ISSUER/,
    )
    expect(() => read({ OIDC_ISSUER: 'https://id.example' })).toThrow(
      'OIDC_AUDIENCE must be set with OIDC_ISSUER',
    )
    expect(() => read({ OIDC_AUDIENCE: 'graph' })).toThrow(
      'OIDC_AUDIENCE must not be set without OIDC_ISSUER',
    )
    expect(() => read({ MIGRATION_DATABASE_URL: 'postgres://o@h/d' })).toThrow(
      'MIGRATION_DATABASE_URL must not be set without DATABASE_URL',
    )
  })
})
