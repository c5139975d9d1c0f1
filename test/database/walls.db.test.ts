import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import { verifyLedger } from '../../src/history/verify-ledger.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import {
  asOf as at,
  asRole,
  countOf,
  plantDrafts,
  type PlantedDrafts,
  walledTables,
} from './planted-drafts.js'

const NOBODYS_WORD = 'ongezien'
const OWN_WORD = 'eigenontwerp'
const OTHER_WORD = 'anderontwerp'

let database: TestDatabase
let client: Client
let tables: { name: string; walled: string[] }[]
let entities: string[]
let planted: Readonly<Record<'nobodys' | 'own' | 'others', PlantedDrafts>>

/** What stands where: 1 the note, 2 the drafts, 3 they are corrected, 4 the entity's own are published, 5 the other's are gone. */
const LAST = 5

const inTransaction = async (work: () => Promise<void>): Promise<void> => {
  await client.query('begin')
  await work()
  await client.query('commit')
}

beforeAll(async () => {
  database = await createDatabase()
  client = new Client({ connectionString: database.url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  tables = await walledTables(client)
  const { rows } = await client.query<{ id: string }>('select id from entity order by id limit 2')
  entities = rows.map(({ id }) => id)
  const [own = '', other = ''] = entities
  await inTransaction(async () => {
    planted = {
      nobodys: await plantDrafts(client, NOBODYS_WORD, null, own),
      own: await plantDrafts(client, OWN_WORD, own, own),
      others: await plantDrafts(client, OTHER_WORD, other, own),
    }
  })
}, 60_000)
afterAll(async () => {
  await client.end()
  await database.drop()
})

const as = <Value>(role: string, work: () => Promise<Value>, settings: Record<string, string> = {}) =>
  asRole(client, role, work, settings)
const asEntity = <Value>(work: () => Promise<Value>, settings: Record<string, string> = {}) =>
  as('vrd_entity', work, { 'vrd.entity': entities[0] ?? '', ...settings })

/** The tables, or views of those names, in which any of the drafts is seen. */
async function seenIn(drafts: PlantedDrafts, schema: string, all = tables): Promise<string[]> {
  const seen: string[] = []
  for (const { name, walled } of all)
    if ((await countOf(client, `${schema}.${name}`, walled, drafts.hidden)) > 0) seen.push(name)
  return seen
}
const NAMES = () => tables.map(({ name }) => name)
/** The walls of all others ask it who is a draft; it holds nothing but ids. */
const withoutDraft = (names: readonly string[]) => names.filter((name) => name !== 'draft')
describe('drafts', () => {
  test('stand in every table of the graph, and the ledger is whole', async () => {
    for (const drafts of Object.values(planted)) expect(await seenIn(drafts, 'public')).toEqual(NAMES())
    expect(await as('vrd_reader', () => seenIn(planted.nobodys, 'public'))).toEqual(NAMES())
    expect(await as('vrd_writer', () => seenIn(planted.nobodys, 'public'))).toEqual(NAMES())
    expect(await verifyLedger(database.url)).toMatchObject({ version: '2', findings: [] })
  })

  test('are in no row that the public is shown', async () => {
    const seen = await as('vrd_public', async () => {
      const columnless = tables.map((table) =>
        table.name === 'draft' ? { name: 'draft', walled: ['subject_id'] } : table,
      )
      const names: string[] = []
      for (const drafts of Object.values(planted))
        names.push(...withoutDraft(await seenIn(drafts, 'public', columnless)))
      return names
    })
    expect(seen).toEqual([])
  })

  test('of an entity are shown to it, and no others', async () => {
    await asEntity(async () => {
      expect(await seenIn(planted.own, 'public')).toEqual(NAMES())
      expect(withoutDraft(await seenIn(planted.nobodys, 'public'))).toEqual([])
      expect(withoutDraft(await seenIn(planted.others, 'public'))).toEqual([])
    })
  })

  test('an entity without a name sees no drafts at all', async () => {
    const own = tables.filter(({ name }) => name !== 'draft')
    for (const drafts of [planted.nobodys])
      expect(await as('vrd_entity', () => seenIn(drafts, 'public', own))).toEqual([])
    expect(
      await as(
        'vrd_entity',
        async () => (await client.query(`select from searchable where 'ongezien' <% names`)).rowCount,
      ),
    ).toBe(0)
  })

  test('a wall that is missing is noticed', async () => {
    for (const policy of ['reads_published', 'reads_own']) {
      const role = policy === 'reads_own' ? 'vrd_entity' : 'vrd_public'
      await client.query('begin')
      await client.query(
        `drop policy ${policy} on remark; create policy open on remark for select to ${role} using (true)`,
      )
      await client.query(`set local role ${role}`)
      // What hangs on the remark is hidden with it, and no longer without.
      expect(
        await seenIn(
          planted.nobodys,
          'public',
          tables.filter(({ name }) => name !== 'draft'),
        ),
      ).toEqual(['remark', 'remark_reading', 'citation', 'remark_settlement'])
      await client.query('rollback')
    }
  })

  test('are found by no word, counted in no sum and tied to nothing', async () => {
    const sums = () =>
      client.query(`select (select sum(amount) from allocation) as amount, (select sum(allocated) from appropriation) as allocated,
        (select count(*) from node) as nodes, (select count(*) from tie) as ties, (select count(*) from searchable) as searchable`)
    const found = async (word: string) =>
      (
        await client.query(`select from searchable where words @@ to_tsquery('simple', $1) or $1 <% names`, [
          word,
        ])
      ).rowCount
    const ties = async (drafts: PlantedDrafts) =>
      (
        await client.query(
          'select from tie where source_id = any ($1) or target_id = any ($1) or relation_id = any ($1)',
          [drafts.hidden],
        )
      ).rowCount
    expect(await as('vrd_reader', () => found(OTHER_WORD))).toBe(22)
    expect(await as('vrd_public', () => found(OTHER_WORD))).toBe(0)
    expect(await asEntity(() => found(OTHER_WORD))).toBe(0)
    expect(await asEntity(() => found(OWN_WORD))).toBe(22)
    for (const drafts of Object.values(planted)) {
      expect(await as('vrd_reader', () => ties(drafts))).toBeGreaterThan(10)
      expect(await as('vrd_public', () => ties(drafts))).toBe(0)
    }
    expect(await asEntity(() => ties(planted.own))).toBeGreaterThan(10)
    expect(await asEntity(() => ties(planted.others))).toBe(0)
    expect((await as('vrd_public', sums)).rows).toEqual((await as('vrd_reader', sums, at(1))).rows)
    expect((await as('vrd_public', sums, at(2))).rows).toEqual((await as('vrd_reader', sums, at(1))).rows)
  })
})

describe('once they are corrected, published and given up,', () => {
  beforeAll(async () => {
    const { own, others } = planted
    await inTransaction(async () => {
      await client.query(`update node set description_nl = 'Nog niet' where id = any ($1)`, [
        [...own.subjects, ...others.subjects],
      ])
      await client.query(`update remark set text_nl = 'Nog niet' where id = any ($1)`, [
        [...own.hidden, ...others.hidden],
      ])
    })
    await inTransaction(async () => {
      await client.query('delete from draft where subject_id = any ($1)', [own.subjects])
    })
    await inTransaction(async () => {
      await client.query('delete from citation where document_id = any ($1)', [others.subjects])
      await client.query('delete from relation where id = any ($1)', [others.subjects])
      await client.query('delete from remark where id = any ($1)', [others.subjects])
      await client.query('delete from node where id = any ($1)', [others.subjects])
    })
  })

  test('the ledger is whole', async () => {
    expect(await verifyLedger(database.url)).toMatchObject({ version: String(LAST), findings: [] })
    const { rows } = await client.query('select count(*)::int as left from draft')
    expect(rows).toEqual([{ left: planted.nobodys.subjects.length }])
  })

  test.each([1, 2, 3, 4, 5])(
    'the past at version %i shows of them what was for everyone then',
    async (version) => {
      const published = version >= 4 ? NAMES().filter((name) => name !== 'draft') : []
      for (const role of ['vrd_public', 'vrd_entity']) {
        await as(
          role,
          async () => {
            expect(await seenIn(planted.nobodys, 'as_of')).toEqual([])
            expect(await seenIn(planted.others, 'as_of')).toEqual([])
            expect(await seenIn(planted.own, 'as_of')).toEqual(published)
          },
          at(version),
        )
      }
      await asEntity(async () => {
        expect(await seenIn(planted.nobodys, 'as_of')).toEqual([])
        expect(await seenIn(planted.others, 'as_of')).toEqual([])
        expect(await seenIn(planted.own, 'as_of')).toEqual(
          version === 1 ? [] : version < 4 ? NAMES() : published,
        )
      }, at(version))
      await as(
        'vrd_reader',
        async () => {
          expect(await seenIn(planted.nobodys, 'as_of')).toEqual(version === 1 ? [] : NAMES())
        },
        at(version),
      )
    },
  )

  const changes = async (view: string, drafts: PlantedDrafts, subject = 'true') =>
    (
      await client.query<{ version: number; operation: string; before: string | null; after: string }>(
        `select version::int, operation, before::text, after::text from ${view} where ${subject}
         and (subject_id = any ($1) or exists (select from unnest($1::uuid[]) as id where concat(before, after) like '%' || id || '%'))
       order by version, position`,
        [drafts.hidden],
      )
    ).rows

  test.each(['public', 'as_of'])('the changes in %s tell only of what is for everyone', async (schema) => {
    const settings = schema === 'as_of' ? at(LAST) : {}
    const view = `${schema}.seen_change`
    for (const ask of [
      <V>(work: () => Promise<V>) => as('vrd_public', work, settings),
      <V>(work: () => Promise<V>) => asEntity(work, settings),
    ]) {
      expect(await ask(() => changes(view, planted.nobodys))).toEqual([])
      expect(await ask(() => changes(view, planted.others))).toEqual([])
    }
    const seen = await as('vrd_public', () => changes(view, planted.own), settings)
    expect(new Set(seen.map(({ version }) => version))).toEqual(new Set([4]))
    expect(seen.filter(({ operation, before }) => operation === 'CREATED' && before === null)).toHaveLength(
      planted.own.subjects.length - 1,
    )
    expect(seen.filter(({ operation }) => operation === 'CORRECTED')).toHaveLength(1)
    for (const { before, after } of seen) {
      expect(after).not.toContain('"draft"')
      for (const id of planted.own.hidden) expect(before ?? '').not.toContain(id)
    }
    const staff = await as('vrd_reader', () => changes(view, planted.own), settings)
    expect(staff.map(({ version }) => version)).toEqual(expect.arrayContaining([2, 3, 4]))
  })

  test('each version is there, and tells of itself what may be told', async () => {
    const versions = async () =>
      (
        await client.query<Record<string, unknown>>(
          'select version::int, author, reason, changes, hash from seen_version order by version',
        )
      ).rows
    await client.query(`set vrd.author = 'ENTITY/Jan'`)
    await client.query(`set vrd.reason = 'Tussen ons'`)
    await client.query(`update node set name_nl = 'Nog altijd niet' where id = any ($1)`, [
      planted.nobodys.subjects,
    ])
    await client.query('reset vrd.author')
    await client.query('reset vrd.reason')
    const [all, told] = [await as('vrd_reader', versions), await as('vrd_public', versions)]
    expect(told.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6])
    expect(told[0]).toEqual({ ...all[0], hash: null })
    expect(all[5]).toMatchObject({ author: 'ENTITY/Jan', reason: 'Tussen ons', changes: 22 })
    expect(told[5]).toEqual({ version: 6, author: 'ENTITY', reason: null, changes: 0, hash: null })
    expect(told.map(({ changes }) => changes)).toEqual([
      all[0]?.['changes'],
      0,
      0,
      planted.own.subjects.length,
      0,
      0,
    ])
  })
})
