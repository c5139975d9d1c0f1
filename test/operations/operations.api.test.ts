import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { buildSchema, Kind, parse, validate } from 'graphql'
import { readOperations, type StoredOperation } from '../../src/api/operations.js'
import { growTenfold } from '../support/grow.js'
import { withClient } from '../support/test-run.js'
import { OperationsService } from './operations-service.js'

const HERE = path.dirname(fileURLToPath(import.meta.url))
const SCHEMA = path.join(HERE, '../../schema')
const ANSWERS = path.join(HERE, 'answers')

const operations = await readOperations(path.join(SCHEMA, 'operations'))
const named = operations.map((operation) => [operation.name, operation] as const)
/**
 * How many SQL statements each operation takes. Nodes are read kind by kind: where a short page holds fewer kinds once one
 * kind crowds out the others, it takes fewer with ten times the data.
 */
const statements = (await readJson(path.join(HERE, 'statements.json'))) as Record<
  string,
  number | { readonly now: number; readonly tenfold: number }
>

function statementsOf(name: string, when: 'now' | 'tenfold'): number | undefined {
  const known = statements[name]
  return typeof known === 'object' ? known[when] : known
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'))
}

describe('stored operations', () => {
  test('each has an answer and a number of statements, and nothing has them without an operation', async () => {
    const names = operations.map(({ name }) => name).sort()
    expect((await readdir(ANSWERS)).sort()).toEqual(names.map((name) => `${name}.json`))
    expect(Object.keys(statements).sort()).toEqual(names)
  })

  test('are named after who asks and in order', () => {
    for (const audience of new Set(operations.map((operation) => operation.audience))) {
      const own = operations.filter((operation) => operation.audience === audience)
      const heads = own.map(({ name }) => name.split('-').slice(0, 2).join('-'))
      expect(heads).toEqual(own.map((_, at) => `${audience}-${String(at + 1).padStart(2, '0')}`))
    }
  })

  test('take no more statements with ten times the data, and but for five of them no fewer', () => {
    const differing = Object.values(statements).flatMap((known) => (typeof known === 'object' ? [known] : []))
    expect(differing.length).toBeLessThanOrEqual(5)
    for (const { now, tenfold } of differing) expect(tenfold).toBeLessThan(now)
  })

  test.each(named)('%s is valid, has a name of its own and tells what it answers', async (_, operation) => {
    const schema = buildSchema(await readFile(path.join(SCHEMA, 'schema.graphql'), 'utf8'))
    const document = parse(operation.document)
    expect(validate(schema, document)).toEqual([])
    const [first] = document.definitions
    const called = first?.kind === Kind.OPERATION_DEFINITION ? first.name?.value : undefined
    expect(called?.toLowerCase()).toBe(operation.name.replace(/^[a-z]+-\d\d-/, '').replaceAll('-', ''))
    const told = operation.document.split('\n').filter((line) => line.startsWith('# '))
    expect(told.length).toBeGreaterThanOrEqual(2)
  })

  test.each(named.filter(([name]) => name.includes('-01-')))(
    '%s is shown when the service starts, so its answer is short',
    async (name) => {
      const { length } = JSON.stringify(await readJson(path.join(ANSWERS, `${name}.json`)))
      expect(length).toBeLessThan(600)
    },
  )
})

describe('the service answers', () => {
  let service: OperationsService
  beforeAll(async () => {
    service = await OperationsService.start()
  })
  afterAll(() => service.stop())

  test.each(named)('%s', async (name, operation) => {
    const { status, body, statements: taken } = await service.ask(operation)
    expect({ status, ...body }).toEqual({
      status: 200,
      data: await readJson(path.join(ANSWERS, `${name}.json`)),
      extensions: { graphVersion: '1' },
    })
    expect(taken).toBe(statementsOf(name, 'now'))
  })
})

describe('over ties in memory the service answers the same', () => {
  const walks = named.filter(([, { document }]) =>
    /\b(impact|reusedBy|paths|fundingLineage)\(/.test(document),
  )
  let service: OperationsService
  beforeAll(async () => {
    service = await OperationsService.start(undefined, true)
    const [, walk] = walks.find(([name]) => name.startsWith('architect-01')) as (typeof named)[number]
    const { statements: bySql } = await service.ask(walk)
    await service.held?.settled()
    expect((await service.ask(walk)).statements).toBeLessThan(bySql)
  })
  afterAll(() => service.stop())

  test.each(walks)('%s', async (name, operation) => {
    const { body, statements: taken } = await service.ask(operation)
    expect(body.data).toEqual(await readJson(path.join(ANSWERS, `${name}.json`)))
    expect(taken).toBeLessThanOrEqual(statementsOf(name, 'now') ?? 0)
  })
})

describe('with ten times the data the service still answers with as few statements', () => {
  let service: OperationsService
  let before: ReadonlyMap<string, number>
  let after: ReadonlyMap<string, number>
  beforeAll(async () => {
    service = await OperationsService.start(async (url) => {
      before = await sizes(url)
      await growTenfold(url)
      after = await sizes(url)
    })
  }, 60_000)
  afterAll(() => service.stop())

  test('(it is ten times as much)', () => {
    expect(before.get('ENTITY')).toBeGreaterThan(10)
    for (const kind of ['PROJECT', 'BUILDING_BLOCK', 'ENTITY', 'ALLOCATION', 'APPROPRIATION', 'remark']) {
      expect([kind, after.get(kind)]).toEqual([kind, 10 * (before.get(kind) ?? NaN)])
    }
    expect(after.get('relation')).toBeGreaterThanOrEqual(10 * (before.get('relation') ?? NaN))
  })

  test.each(named)('%s', async (name, operation: StoredOperation) => {
    const { status, body, statements: taken } = await service.ask(operation)
    expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined })
    expect(taken).toBe(statementsOf(name, 'tenfold'))
  })
})

/** How many nodes of each kind, remarks and relations there are. */
async function sizes(url: string): Promise<Map<string, number>> {
  const rows = await withClient(url, async (client) => {
    const result = await client.query<{ name: string; size: number }>(
      `select kind as name, count(*)::int as size from node group by kind
       union all select 'remark', count(*)::int from remark union all select 'relation', count(*)::int from relation`,
    )
    return result.rows
  })
  return new Map(rows.map(({ name, size }) => [name, size]))
}
