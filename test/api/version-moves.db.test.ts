import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { graphql, Kind, type OperationDefinitionNode, parse } from 'graphql'
import { PUBLIC_CALLER } from '../../src/access/caller.js'
import { ReadingPools } from '../../src/access/reading-pools.js'
import { contextOpener } from '../../src/api/context.js'
import { buildGraphSchema } from '../../src/api/schema.js'
import { WrittenAnswers } from '../../src/api/written/written-answers.js'
import { TiesOfViews } from '../../src/traversal/memory/ties-of-views.js'
import { createDatabase, type TestDatabase } from '../support/database.js'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const QUESTION = '{ impact(of: "building-block:magda") { totalCount hits { node { code name } } } }'
const document = parse(QUESTION)
const operation = document.definitions.find(
  (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
)

let database: TestDatabase
let pools: ReadingPools
let held: TiesOfViews
beforeAll(async () => {
  database = await createDatabase()
  pools = new ReadingPools({ url: database.url, onCut: () => undefined })
  held = new TiesOfViews(pools, {
    mostBytes: 2 ** 26,
    onFailure: (error) => {
      throw error
    },
  })
})
afterAll(async () => {
  await held.close()
  await pools.end()
  await database.drop()
})

/** Another process writes and commits, and this one stands still until it has: whatever it sends next, it sends after that. */
function renameMeanwhile(name: string): void {
  const script = `
    const { default: pg } = await import('pg')
    const client = new pg.Client(process.argv[1])
    await client.connect()
    await client.query("update node set name_nl = $1 where kind = 'BUILDING_BLOCK' and code = 'vdip'", [process.argv[2]])
    await client.end()`
  execFileSync(process.execPath, ['--input-type=module', '-e', script, database.url, name], { cwd: PROJECT })
}

async function ask(beforeStatement: (number: number) => void = () => undefined) {
  if (!operation) throw new Error('no question')
  const schema = await buildGraphSchema()
  let count = 0
  const open = contextOpener(pools, {
    written: new WrittenAnswers(schema),
    held,
    onStatement: () => beforeStatement(++count),
  })
  const context = await open({
    caller: PUBLIC_CALLER,
    acceptLanguage: 'nl',
    signal: new AbortController().signal,
  })
  try {
    const written = await context.write(document, operation, {})
    const answer = written ? undefined : await graphql({ schema, source: QUESTION, contextValue: context })
    return {
      isWritten: written !== undefined,
      text: JSON.stringify(answer ?? written),
      version: context.hangsOn(),
      statements: count,
    }
  } finally {
    await context.close()
  }
}

test('what is touched is never told of two versions at once', async () => {
  await ask()
  await held.settled()
  expect(await ask()).toMatchObject({ isWritten: true, version: '1', statements: 1 })
  const moved = await ask((number) => {
    if (number === 1) renameMeanwhile('Hernoemd platform')
  })
  expect(moved).toMatchObject({ isWritten: false, version: '2' })
  expect(moved.text).toContain('Hernoemd platform')
})
