import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { RunningService } from '../service/running-service.js'
import { createEmptyDatabase, type TestDatabase } from '../support/database.js'
import { codeBlocks, commandOf } from './code-blocks.js'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const README = readFileSync(`${PROJECT}/README.md`, 'utf8')
const ADDRESS = 'http://127.0.0.1:4000'

describe('the README tells the truth:', () => {
  const blocks = codeBlocks(README)
  const commands = blocks.filter(({ language }) => language === 'console').map(commandOf)
  let database: TestDatabase
  let service: RunningService
  let printed: string

  beforeAll(async () => {
    database = await createEmptyDatabase()
    service = RunningService.spawn({ DATABASE_URL: database.url })
    printed = await service.ready()
  }, 60_000)
  afterAll(async () => {
    await service.stop()
    await database.drop()
  })

  test('what the first start prints', () => {
    const start = commands.find(({ command }) => command === 'npm ci && npm start')
    expect(printed.trimEnd().replaceAll(service.url, ADDRESS).split('\n')).toEqual(start?.output.split('\n'))
  })

  const questions = blocks.flatMap((block, i) =>
    block.language === 'graphql' ? [{ line: block.line, query: block.text, answer: blocks[i + 1] }] : [],
  )
  test.each(questions)('the answer to the question in line $line', async ({ query, answer }) => {
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    expect(answer?.language).toBe('json')
    expect(await response.json()).toEqual({ data: JSON.parse(answer?.text ?? '') as unknown })
  })

  test('there is a question for each who asks', () => {
    expect(questions).toHaveLength(3)
  })

  const calls = commands.filter(({ command }) => command.startsWith('curl '))
  test.each(calls)('$command', async ({ command, output }) => {
    const here = command.replaceAll(ADDRESS, service.url)
    const { stdout } = await promisify(execFile)('bash', ['-c', here])
    expect(stdout.trim()).toBe(output)
  })

  test('every npm script that it names is there', () => {
    const { scripts } = JSON.parse(readFileSync(`${PROJECT}/package.json`, 'utf8')) as { scripts: object }
    const named = [...README.matchAll(/npm (?:run )?(start|test|[a-z:]+)(?=[`\s])/g)].map(([, name]) => name)
    const own = named.filter((name) => name !== 'ci')
    expect(own).toEqual(expect.arrayContaining(['start', 'test', 'schema', 'format']))
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(own))
  })

  test('every file that it links is there', () => {
    const links = [...README.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link]) => link ?? '')
    expect(links.length).toBeGreaterThan(3)
    for (const link of links) expect(() => readFileSync(`${PROJECT}/${link}`)).not.toThrow(/ENOENT/)
  })
})
