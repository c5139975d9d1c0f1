import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { fileURLToPath } from 'node:url'
import { Kind, parse } from 'graphql'
import { revokeApiKey } from '../../src/access/api-key.service.js'
import { readOperations } from '../../src/api/operations.js'
import { buildGraphSchema } from '../../src/api/schema.js'
import type { AccessService } from '../access/access-service.js'
import { DEED, posted, sent, TwoServices } from './two-services.js'

let services: TwoServices
beforeAll(async () => {
  services = await TwoServices.start()
})
afterAll(() => services.stop())

describe('what hangs on more than the graph', () => {
  test('is not kept: every field of the root is told as it is, whatever changes beside the graph', async () => {
    const { authorization } = await services.key('administrator', {
      role: 'ADMINISTRATOR',
      scopes: ['READ', 'WRITE'],
    })
    const { all, missing } = await questions(authorization)
    expect(missing).toEqual([])
    const ask = async (service: AccessService): Promise<string[]> => {
      const bodies: string[] = []
      for (const { init } of all) bodies.push((await sent(service, init)).body)
      return bodies
    }
    const before = await ask(services.kept)
    expect(await ask(services.kept)).toEqual(before)
    const { prefix } = await services.key('later')
    await revokeApiKey(services.kept.dataSource, prefix, DEED)
    await services.sql(
      `insert into write_receipt (caller, key, mutation, fingerprint) values ('x', 'y', 'z', 'w')`,
    )
    const after = await ask(services.kept)
    expect(after).toEqual(await ask(services.fresh))
    expect(all.filter((_, i) => before[i] !== after[i]).map(({ name }) => name)).toEqual(['keys'])
    for (const body of after) expect(body).not.toContain('"errors"')
  })

  test('cannot be read by those who read the graph, but for what comes with a release', async () => {
    const rows = await services.sql<{ name: string }>(
      `select distinct c.relname as name from pg_class c cross join unnest(array['vrd_public', 'vrd_entity', 'vrd_reader']) as role (name)
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_any_column_privilege(role.name, c.oid, 'select')
         and c.relname not in (select name from history.tracked) order by 1`,
    )
    expect(rows.map(({ name }) => name)).toEqual([
      'graph_change',
      'graph_head',
      'graph_version',
      'migration',
      'node_kind',
      'node_search', // made of what is tracked, in the same transaction
      'relation_kind',
      'relation_rule',
    ])
  })

  test('is no column of the graph: each change to a row of its tables takes a version', async () => {
    const rows = await services.sql<{ name: string }>(
      `select t.name from history.tracked t where not exists (select from pg_trigger g
         where g.tgrelid = ('public.' || t.name)::regclass and g.tgname = 'touches' and g.tgenabled = 'O' and g.tgtype & 1 = 1
           and g.tgtype & 28 = 28 and g.tgattr = '' and g.tgqual is null)
       union all
       select t.name || '.' || a.attname from history.tracked t join pg_attribute a on a.attrelid = ('public.' || t.name)::regclass
       where a.attnum > 0 and not a.attisdropped and a.attname not in (select column_name from history.columns_of(t.name))`,
    )
    expect(rows).toEqual([])
  })
})

const KEYS = '{ apiKeys { name live lastUsedAt revokedAt } }'
const REST = `{ graphVersion entities { totalCount } milestones { totalCount } programme(code: "VRD3") { name }
  workstream(code: "interfaces") { name } }`

interface Question {
  readonly name: string
  readonly init: RequestInit
}

/** The stored operations, which ask for everything, and the keys. @returns fields of the root that none of them asks for, too */
async function questions(authorization: string): Promise<{ all: Question[]; missing: string[] }> {
  const operations = await readOperations(fileURLToPath(new URL('../../schema/operations', import.meta.url)))
  const more = { rest: REST, keys: KEYS }
  const all = [
    ...operations,
    ...Object.entries(more).map(([name, document]) => ({ name, document, variables: {} })),
  ]
  const fields = Object.keys((await buildGraphSchema()).getQueryType()?.getFields() ?? {})
  const asked = all.flatMap(({ document }) =>
    parse(document).definitions.flatMap((one) =>
      one.kind === Kind.OPERATION_DEFINITION
        ? one.selectionSet.selections.map((field) => (field.kind === Kind.FIELD ? field.name.value : ''))
        : [],
    ),
  )
  return {
    all: all.map(({ name, document, variables }) => ({
      name,
      init: posted(document, { authorization }, { variables }),
    })),
    missing: fields.filter((name) => !asked.includes(name)),
  }
}
