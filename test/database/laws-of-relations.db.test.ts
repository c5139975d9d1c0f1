import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { NODE_KINDS } from '../../src/kernel/node-kind.js'
import { RELATION_KINDS } from '../../src/graph/relation-kind.js'
import {
  createGraphDatabase,
  type GraphDatabase,
  insert,
  insertNode,
  type Values,
  verdict,
} from './graph-database.js'

let graph: GraphDatabase
beforeAll(async () => {
  graph = await createGraphDatabase()
})
afterAll(() => graph.drop())
beforeEach(() => graph.client.query('begin'))
afterEach(() => graph.client.query('rollback'))

const rows = async (text: string) => (await graph.client.query<Record<string, unknown>>(text)).rows

describe('the vocabularies in code and database are the same:', () => {
  test('relation kinds', async () => {
    const told = await rows('select kind, inverse, impact, rank from relation_kind order by rank')
    expect(told).toEqual(Object.entries(RELATION_KINDS).map(([kind, rule]) => ({ kind, ...rule })))
    expect(new Set(told.map(({ rank }) => rank)).size).toBe(told.length)
  })

  test('node kinds', async () => {
    const told = await rows('select kind from node_kind')
    expect(told.map(({ kind }) => kind).sort()).toEqual([...NODE_KINDS].sort())
  })
})

describe('a relation', () => {
  test('ties what relation_rule lets it tie and nothing else', async () => {
    for (const kind of NODE_KINDS) {
      for (const end of ['source', 'target']) await insertNode(graph.client, kind, { code: end })
    }
    await graph.client.query(TRY_RULE)
    const tried = await rows(`
      select k.kind, s.kind as source, t.kind as target, r.kind is not null as allowed,
        pg_temp.try_rule(k.kind, s.id, s.kind, t.id, t.kind) as verdict
      from relation_kind k join node s on s.code = 'source' join node t on t.code = 'target'
      left join relation_rule r on (r.kind, r.source_kind, r.target_kind) = (k.kind, s.kind, t.kind)`)
    expect(tried).toHaveLength(24 * 22 * 22)
    expect(tried.filter(({ allowed }) => allowed).length).toBeGreaterThan(100)
    expect(
      tried.filter(({ allowed, verdict }) => verdict !== (allowed ? 'accepted' : 'relation_rule_fk')),
    ).toEqual([])
  })

  test('cannot repeat what a typed column holds', async () => {
    const view = await rows(`select pg_get_viewdef('tie'::regclass) as text`)
    const inColumns = [...String(view[0]?.['text']).matchAll(IN_COLUMN)].map(([, ...rule]) => rule)
    expect(inColumns).toHaveLength(18)
    const free = await rows('select array[kind, source_kind, target_kind] as rule from relation_rule')
    for (const rule of inColumns) expect(free).not.toContainEqual({ rule })
  })

  const relate = async (values: Values = {}) => {
    const [source, target] = [
      await insertNode(graph.client, 'PROJECT'),
      await insertNode(graph.client, 'BUILDING_BLOCK'),
    ]
    const ends = {
      source_id: source,
      source_kind: 'PROJECT',
      target_id: target,
      target_kind: 'BUILDING_BLOCK',
    }
    return { id: randomUUID(), kind: 'REUSES', ...ends, ...values }
  }
  const say = (values: Values) => verdict(graph.client, () => insert(graph.client, 'relation', values))

  test('of an unknown kind is refused', async () => {
    expect(await say(await relate({ kind: 'LIKES' }))).toBe('relation_rule_fk')
  })

  test.each([
    [{ source_kind: 'ENTITY' }, 'relation_source_fk'],
    [{ target_id: randomUUID() }, 'relation_target_fk'],
    [{ source_id: null }, 'source_id'],
  ])('with wrong ends %j is refused', async (values, law) => {
    expect(await say(await relate(values))).toBe(law)
  })

  test('lies about neither end', async () => {
    const entity = await insertNode(graph.client, 'ENTITY')
    expect(await say(await relate({ target_id: entity }))).toBe('relation_target_fk')
    expect(await say(await relate({ source_id: entity }))).toBe('relation_source_fk')
  })

  test('holds its ends: a node that is tied can neither change its kind nor go', async () => {
    const relation = await relate()
    await insert(graph.client, 'relation', relation)
    const node = (text: string) => verdict(graph.client, () => graph.client.query(text, [relation.source_id]))
    expect(await node(`update node set kind = 'ENTITY' where id = $1`)).toBe('relation_source_fk')
    expect(await node('delete from node where id = $1')).toBe('relation_source_fk')
  })

  test('ties nothing to itself', async () => {
    const block = await insertNode(graph.client, 'BUILDING_BLOCK')
    const ends = { source_id: block, source_kind: 'BUILDING_BLOCK', target_id: block }
    expect(await say(await relate(ends))).toBe('relation_ends_check')
  })

  test.each([
    ['2025-01-01', '2026-01-01', 'relation_overlap_excl'],
    ['2025-12-31', '2027-01-01', 'relation_overlap_excl'],
    ['2024-01-01', null, 'relation_overlap_excl'],
    [null, '2025-01-02', 'relation_overlap_excl'],
    [null, null, 'relation_overlap_excl'],
    ['2026-01-01', null, 'accepted'],
    [null, '2025-01-01', 'accepted'],
  ])('from %s to %s beside the same one of 2025: %s', async (from, to, law) => {
    const first = await relate(period('2025-01-01', '2026-01-01'))
    await insert(graph.client, 'relation', first)
    const second = { ...first, ...period(from, to), id: randomUUID() }
    expect(await say(second)).toBe(law)
    expect(await say({ ...second, kind: 'DEPENDS_ON' })).toBe('accepted')
    expect(await say({ ...second, target_id: await insertNode(graph.client, 'BUILDING_BLOCK') })).toBe(
      'accepted',
    )
  })
})

const period = (from: string | null, to: string | null) => ({
  valid_from: from,
  valid_from_precision: from && 'DAY',
  valid_to: to,
  valid_to_precision: to && 'DAY',
})

/** The kinds in each part of the view that reads a typed column. */
const IN_COLUMN =
  /'([A-Z_]+)'::text(?: AS kind)?,\s+t\.\w+(?: AS source_id)?,\s+'([A-Z_]+)'::text(?: AS source_kind)?,\s+t\.\w+(?: AS target_id)?,\s+'([A-Z_]+)'::text/g

/** Tries one relation, of which nothing remains: far faster than a statement for each of eleven thousand. */
const TRY_RULE = `
  create function pg_temp.try_rule(kind text, source uuid, source_kind text, target uuid, target_kind text)
  returns text language plpgsql as $$
  declare
    law text;
  begin
    insert into relation (id, kind, source_id, source_kind, target_id, target_kind)
    values (gen_random_uuid(), kind, source, source_kind, target, target_kind);
    raise exception using errcode = 'VRD01';
  exception
    when sqlstate 'VRD01' then return 'accepted';
    when integrity_constraint_violation then
      get stacked diagnostics law = constraint_name;
      return law;
  end
  $$`
