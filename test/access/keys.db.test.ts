import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import type { DataSource } from 'typeorm'
import { graphDataSource } from '../../ormconfig.js'
import { Connections } from '../../src/database/connections.js'
import {
  findApiKey,
  issueApiKey,
  type KeyWish,
  listApiKeys,
  revokeApiKey,
} from '../../src/access/api-key.service.js'
import { createDatabase, type TestDatabase } from '../support/database.js'

const DEED = { author: 'ADMINISTRATOR/somebody', reason: 'for the portal' }
const WISH: KeyWish = { name: 'portal', role: 'PROGRAMME_OFFICE', entity: null, scopes: ['READ'] }
const DAY = 86_400_000

describe('keys', () => {
  let database: TestDatabase
  let dataSource: DataSource
  let keys: Connections
  let client: Client
  beforeAll(async () => {
    database = await createDatabase()
    dataSource = await graphDataSource(database.url, { role: 'vrd_reader' }).initialize()
    keys = new Connections({ url: database.url, onCut: () => undefined, role: 'vrd_access', writes: true })
    client = new Client({ connectionString: database.url })
    await client.connect()
  })
  afterAll(async () => {
    await client.end()
    await keys.end()
    await dataSource.destroy()
    await database.drop()
  })
  const issue = (more: Partial<KeyWish> = {}, deed = DEED) =>
    issueApiKey(dataSource, { ...WISH, ...more }, deed)

  test('are shown once and kept as a hash; who issued them, when and why is kept', async () => {
    const { key, text } = await issue({ name: 'shown once' })
    expect(key).toMatchObject({
      name: 'shown once',
      issuedBy: DEED.author,
      issuedBecause: DEED.reason,
      live: true,
    })
    expect(key.expiresAt.getTime() - key.issuedAt.getTime()).toBe(90 * DAY)
    expect(text.startsWith(`vrd_${key.prefix}_`)).toBe(true)
    const { rows } = await client.query<{ row: string }>('select api_key::text as row from api_key')
    expect(rows.map(({ row }) => row).join()).not.toContain(text.slice(-64))
    expect(JSON.stringify(await listApiKeys(dataSource))).not.toMatch(/[0-9a-f]{64}/)
  })

  test('are found by the whole of them only, and their use is noted once an hour', async () => {
    const { key, text } = await issue({ name: 'found' })
    expect(await findApiKey(keys, text)).toMatchObject({ id: key.id, lastUsedAt: null })
    const { lastUsedAt } = (await findApiKey(keys, text)) ?? {}
    expect(Date.now() - Number(lastUsedAt)).toBeLessThan(3_600_001)
    const written = () => client.query('select xmin::text from api_key where id = $1', [key.id])
    const before = (await written()).rows
    await findApiKey(keys, text)
    expect((await written()).rows).toEqual(before)
    const last = text.at(-1) === '0' ? '1' : '0'
    for (const wrong of [
      `${text.slice(0, -1)}${last}`,
      text.slice(0, -1),
      `vrd_${'0'.repeat(12)}_${text.slice(17)}`,
    ])
      expect(await findApiKey(keys, wrong)).toBeUndefined()
  })

  test('speak for an entity that is named by code or OVO code', async () => {
    const { key } = await issue({ name: 'entity', role: 'ENTITY', entity: 'OVO001835' })
    const { rows } = await client.query<{ id: string }>(`select id from entity where ovo_code = 'OVO001835'`)
    expect(key.entityId).toBe(rows[0]?.id)
  })

  test.each<[string, Partial<KeyWish>, string]>([
    ['no name', { name: '' }, 'name: must be a name of at most 80 characters'],
    ['a name in two lines', { name: 'a\nb' }, 'name: must be a name of at most 80 characters'],
    ['no scope', { scopes: [] }, 'scopes: must hold READ: a key that writes is answered what it wrote'],
    [
      'only writing',
      { scopes: ['WRITE'] },
      'scopes: must hold READ: a key that writes is answered what it wrote',
    ],
    ['a public that writes', { role: 'PUBLIC', scopes: ['READ', 'WRITE'] }, 'scopes: PUBLIC may not write'],
    [
      'an entity of nobody',
      { role: 'ENTITY' },
      'entity: an ENTITY speaks for an entity, and nobody else does',
    ],
    [
      'an office of an entity',
      { entity: 'ABB' },
      'entity: an ENTITY speaks for an entity, and nobody else does',
    ],
    ['an unknown entity', { role: 'ENTITY', entity: 'OVO9' }, 'entity: there is no entity "OVO9"'],
    ['a key for ever', { days: 367 }, 'days: must be from 1 to 366'],
    ['a key for no time', { days: 0 }, 'days: must be from 1 to 366'],
    ['half a day', { days: 0.5 }, 'days: must be from 1 to 366'],
  ])('are refused: %s', async (_what, more, words) => {
    await expect(issue(more)).rejects.toThrow(words)
  })

  test('are not issued for no reason', async () => {
    await expect(issue({}, { ...DEED, reason: ' ' })).rejects.toThrow('reason: must say why')
  })

  test('live at most two to a name, however many are asked for at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 4 }, () => issue({ name: 'rotated' })))
    const issued = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    const reasons = asked.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
    expect(issued).toHaveLength(2)
    expect(new Set(reasons)).toEqual(
      new Set(['BadInputError: name: has two live keys already: revoke one of them first']),
    )
    await revokeApiKey(dataSource, issued[0]?.key.prefix ?? '', DEED)
    await issue({ name: 'rotated' })
    await expect(issue({ name: 'rotated' })).rejects.toThrow('two live keys')
  })

  test('are revoked once, by their prefix or the whole of them, for good', async () => {
    const { key, text } = await issue({ name: 'revoked' })
    const leak = { author: 'ADMINISTRATOR/other', reason: 'it stood in a log' }
    expect(await revokeApiKey(dataSource, text, leak)).toMatchObject({ live: false, revokedBy: leak.author })
    expect(await findApiKey(keys, text)).toMatchObject({ live: false, revokedBecause: leak.reason })
    expect(await revokeApiKey(dataSource, key.prefix, DEED)).toMatchObject({ revokedBy: leak.author })
    await expect(revokeApiKey(dataSource, '0'.repeat(12), DEED)).rejects.toThrow(
      'there is no key 000000000000',
    )
    await expect(revokeApiKey(dataSource, `x' or true`, DEED)).rejects.toThrow('12 hexadecimal digits')
  })

  test('die when their time is over', async () => {
    const { text, key } = await issue({ name: 'old', days: 1 })
    await client.query('alter table api_key disable trigger api_key_stands')
    await client.query(
      `update api_key set issued_at = issued_at - interval '2 days', expires_at = expires_at - interval '2 days'
        where id = $1`,
      [key.id],
    )
    await client.query('alter table api_key enable trigger api_key_stands')
    expect(await findApiKey(keys, text)).toMatchObject({ live: false, revokedAt: null })
  })

  test.each([
    ['a key is better than it was', `update api_key set role = 'ADMINISTRATOR'`],
    ['a key lives longer', `update api_key set expires_at = expires_at + interval '1 hour'`],
    ['a key rises', `update api_key set revoked_at = null, revoked_by = null, revoked_because = null`],
    ['a key is gone', 'delete from api_key'],
  ])('stand, also for whoever owns the table: %s', async (_what, statement) => {
    await expect(client.query(statement)).rejects.toMatchObject({ constraint: 'api_key_stands' })
  })

  test.each(['vrd_reader', 'vrd_writer', 'vrd_public', 'vrd_entity'])(
    'are not for %s to see',
    async (role) => {
      const privileges = 'select, insert, update, delete, truncate, references, trigger'
      const { rows } = await client.query<{ may: boolean }>(
        `select has_table_privilege($1, 'api_key', $2) or has_any_column_privilege($1, 'api_key', 'select, update')
        as may`,
        [role, privileges],
      )
      expect(rows).toEqual([{ may: false }])
      await client.query('begin')
      await client.query(`set local role ${role}`)
      await expect(client.query('select 1 from api_key')).rejects.toThrow('permission denied')
      await client.query('rollback')
    },
  )

  test('are all that their own role sees', async () => {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace in ('public'::regnamespace, 'history'::regnamespace)
        and relkind in ('r', 'v') and has_table_privilege('vrd_access', oid, 'select')
        and has_schema_privilege('vrd_access', relnamespace, 'usage')
        and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')`,
    )
    expect(rows).toEqual([{ name: 'api_key' }])
    await expect(keys.rows({ text: 'delete from api_key', values: [] })).rejects.toThrow('permission denied')
    await expect(
      keys.rows({ text: `update api_key set role = 'ADMINISTRATOR'`, values: [] }),
    ).rejects.toThrow('permission denied')
  })
})
