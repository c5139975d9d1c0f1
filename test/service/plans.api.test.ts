import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Connections, type Statement } from '../../src/database/connections.js'
import { readOperations } from '../../src/api/operations.js'
import { addProgrammes } from '../bench/bench-database.js'
import { withClient } from '../support/test-run.js'
import { OperationsService } from '../operations/operations-service.js'

/** Ten times the 2,000 projects and 60,000 relations of scale 1, beside the programme that the operations ask about. */
const SCALE = 10
/** Rows from which on a table is large. */
const LARGE = 5_000

const operations = await readOperations(
  path.join(fileURLToPath(new URL('../../schema', import.meta.url)), 'operations'),
)

let service: OperationsService
let connections: Connections
let large: ReadonlySet<string>
beforeAll(async () => {
  service = await OperationsService.start(async (url) => {
    // What is made has such codes of its own.
    await withClient(url, (client) =>
      client.query('update entity set ovo_code = null where ovo_code is not null'),
    )
    await addProgrammes(url, SCALE)
  })
  connections = new Connections({ url: service.database.url, role: 'vrd_public', onCut: () => undefined })
  const rows = await ask<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples >= ${LARGE}`,
  )
  large = new Set(rows.map(({ name }) => name))
}, 300_000)
afterAll(async () => {
  await connections.end()
  await service.stop()
})

function ask<Row>(text: string): Promise<Row[]> {
  return connections.rows<Row>({ text, values: [] })
}

/** As the service has it, for any values. */
async function planOf({ text, values }: Statement): Promise<Plan> {
  const client = await connections.take()
  try {
    await client.query(`prepare planned as ${text}`)
    const given = values.length > 0 ? `(${values.map(() => 'null').join(', ')})` : ''
    const { rows } = await client.query<Explained>(`explain (format json) execute planned${given}`)
    await client.query('deallocate planned')
    return (rows[0] as Explained)['QUERY PLAN'][0].Plan
  } finally {
    client.release()
  }
}

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly Plan[]
}

interface Explained {
  readonly 'QUERY PLAN': readonly [{ readonly Plan: Plan }]
}

/** The large tables that are read from one end to the other. */
function readWhole(plan: Plan): string[] {
  const name = plan['Relation Name'] ?? ''
  const own = plan['Node Type'].includes('Seq Scan') && large.has(name) ? [name] : []
  return [...own, ...(plan.Plans ?? []).flatMap(readWhole)]
}

test('the tables are large', () => {
  expect([...large].sort()).toEqual(expect.arrayContaining(['allocation', 'node', 'project', 'relation']))
})

/** What the question itself is about as a whole, and may be read so; whether it is hangs on what the planner finds cheaper. */
const ABOUT_ALL: Readonly<Record<string, readonly string[]>> = {
  // Every name is compared with what was typed.
  'portal-10-search-with-a-typing-error': ['node_search'],
  // Sums over the whole filter, which leaves most of them.
  'integrator-03-receivers-under-a-threshold': ['node'],
  'integrator-07-money-per-year-and-kind': ['node', 'allocation'],
  // How many building blocks there are.
  'architect-12-catalogue-of-building-blocks': ['building_block'],
  // Everybody is compared with everybody, and everything is looked through.
  'architect-14-who-should-work-together': ['node', 'project', 'relation'],
  'integrator-24-from-building-to-running': ['allocation', 'node', 'relation', 'workstream'],
  'integrator-25-how-far-reuse-is-the-norm': ['project', 'node', 'relation'],
  'integrator-26-completeness-of-the-graph': [
    'building_block',
    'project',
    'workstream',
    'relation',
    'deliverable',
    'node',
    'allocation',
  ],
}

/** Everybody with everybody, ten times as many: on a busy machine that may take longer than a request is given. */
const MAY_TIME_OUT = ['architect-14-who-should-work-together']

test.each(operations.map((operation) => [operation.name, operation] as const))(
  '%s reads no large table whole',
  async (name, operation) => {
    const { status } = await service.ask(operation)
    if (status !== 503 || !MAY_TIME_OUT.includes(name)) expect(status).toBe(200)
    const found: string[] = []
    for (const statement of service.statements) found.push(...readWhole(await planOf(statement)))
    const unasked = found.filter((table) => !ABOUT_ALL[name]?.includes(table))
    expect([name, [...new Set(unasked)]]).toEqual([name, []])
  },
  60_000,
)
