import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createGraphDatabase, type GraphDatabase } from './graph-database.js'
import { asOf, asRole } from './planted-drafts.js'

let graph: GraphDatabase
beforeAll(async () => {
  graph = await createGraphDatabase()
})
afterAll(() => graph.drop())

describe('nobody else comes nearer:', () => {
  test.each(
    ['vrd_public', 'vrd_entity'].flatMap((role) => [
      ...[
        'graph_change',
        'graph_version',
        'node_search',
        'write_receipt',
        'history.draft',
        'history.node',
        'history.tracked',
        'as_of.graph_change',
        'as_of.node_search',
      ].map((table) => [role, `select from ${table}`]),
      [role, `select history.unseen('vrd_reader')`],
      [role, 'select from as_of.graph_version'],
      [role, `update node set name_nl = ''`],
      [role, 'delete from draft'],
    ]),
  )('%s: %s', async (role, statement) => {
    await asRole(
      graph.client,
      role,
      async () => {
        await expect(graph.client.query(statement)).rejects.toThrow(/permission denied/)
      },
      asOf(1),
    )
  })

  test('the public is not told whose a draft is', async () => {
    await asRole(graph.client, 'vrd_public', () =>
      expect(graph.client.query('select owner_id from draft')).rejects.toThrow('permission denied'),
    )
  })

  test('every view that the public may read hides by itself', async () => {
    const { rows } = await graph.client.query<{ name: string; invoker: boolean }>(
      `select c.relname as name, coalesce(c.reloptions @> '{security_invoker=true}', false) as invoker from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm') and has_table_privilege('vrd_public', c.oid, 'select') order by 1`,
    )
    expect(rows).toEqual([
      { name: 'milestone_programme', invoker: true },
      { name: 'need_outcome', invoker: true },
      { name: 'searchable', invoker: false },
      { name: 'seen_change', invoker: false },
      { name: 'seen_version', invoker: false },
      { name: 'tie', invoker: true },
    ])
  })

  test('a table that is not walled is not read by the public', async () => {
    const { rows } = await graph.client.query<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relrowsecurity
         and (has_any_column_privilege('vrd_public', c.oid, 'select') or has_any_column_privilege('vrd_entity', c.oid, 'select')) order by 1`,
    )
    expect(rows.map(({ name }) => name)).toEqual([
      'graph_head',
      'node_kind',
      'relation_kind',
      'relation_rule',
    ])
  })
})
