import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { format } from 'prettier'
import { graphDataSource } from '../../ormconfig.js'
import { loadSeeds } from '../../src/exchange/load-seeds.service.js'
import type { SeedError } from '../../src/exchange/seed-problem.js'
import { RunningService } from '../service/running-service.js'
import { createEmptyDatabase, type TestDatabase } from '../support/database.js'
import { type CodeBlock, codeBlocks, commandOf, withBlocks } from './code-blocks.js'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const FILE = `${PROJECT}/README.md`
const ADDRESS = 'http://127.0.0.1:4000'
const VRD = 'npm run --silent vrd -- '

describe('the README', () => {
  const written = codeBlocks(readFileSync(FILE, 'utf8'))
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

  /** A block as it is in truth: what a command prints, what a question is answered. */
  async function truth(block: CodeBlock, before: CodeBlock | undefined): Promise<string> {
    if (block.language === 'json' && before?.language === 'graphql') return answer(before.text)
    if (block.language === '' && before?.language === 'yaml') return problems(before.text)
    if (block.language !== 'console') return block.text
    const { command } = commandOf(block)
    if (command === 'npm ci && npm start') {
      return `$ ${command}\n${printed.trimEnd().replaceAll(service.url, ADDRESS)}`
    }
    const isRun = /^(curl |KEY=)/.test(command) || command.startsWith(VRD)
    if (!isRun) return block.text
    // Built already: what runs beside this test would miss its files while they are built anew.
    const run = command.replaceAll(ADDRESS, service.url).replace(VRD, 'node dist/src/cli.js ')
    const env = { ...process.env, DATABASE_URL: database.url }
    const { stdout } = await promisify(execFile)('bash', ['-c', run], { cwd: PROJECT, env })
    return `$ ${command}\n${settled(stdout.trim())}`
  }

  /** Times and hashes are others at each start. */
  function settled(text: string): string {
    return text
      .replace(/\b[0-9a-f]{64}\b/g, '3fa94c…')
      .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-11-25T09:00:00.000000Z')
  }

  /** What is wrong with a seed file, put beside the data of the service as `seeds/mine/projects.yaml`. */
  async function problems(yaml: string): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'vrd-readme-'))
    const mine = path.join(folder, 'seeds', 'mine')
    await mkdir(mine, { recursive: true })
    await writeFile(path.join(mine, 'projects.yaml'), yaml)
    const dataSource = await graphDataSource(database.url).initialize()
    try {
      await loadSeeds(dataSource, [mine])
      return 'nothing is wrong'
    } catch (error) {
      return (error as SeedError).message.replaceAll(`${folder}/`, '')
    } finally {
      await dataSource.destroy()
      await rm(folder, { recursive: true })
    }
  }

  async function answer(query: string): Promise<string> {
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    return (await format(await response.text(), { parser: 'json', printWidth: 110 })).trimEnd()
  }

  test('tells the truth in every command, question and answer (UPDATE_README=1 writes them anew)', async () => {
    const truths: string[] = []
    for (const [i, block] of written.entries()) truths.push(await truth(block, written[i - 1]))
    if (process.env['UPDATE_README']) {
      writeFileSync(FILE, withBlocks(readFileSync(FILE, 'utf8'), truths))
      return
    }
    for (const [i, block] of written.entries()) {
      expect(`line ${block.line}\n${block.text}`).toBe(`line ${block.line}\n${truths[i]}`)
    }
    expect(truths.join('\n')).not.toMatch(/"errors":\s*\[\s*\{/)
  }, 60_000)

  test('starts with one command line, and asks a question for each of the three, one for who steers and one about the year', () => {
    const commands = written
      .filter(({ language }) => language === 'console')
      .map((block) => commandOf(block).command)
    expect(commands).toEqual([
      'npm ci && npm start',
      expect.stringMatching(/^curl /),
      expect.stringMatching(/^curl .*subscription/),
      expect.stringMatching(/^curl .*decidedBy/),
      expect.stringMatching(/verify$/),
      expect.stringMatching(/ history /),
      expect.stringMatching(/ impact /),
      expect.stringMatching(/^KEY=.*createNodes/),
      'npm test',
      'npm run proof',
      'npm run bench',
    ])
    expect(written.filter(({ language }) => language === 'graphql')).toHaveLength(5)
  })

  test('names only npm scripts and files that are there', () => {
    const text = readFileSync(FILE, 'utf8')
    const { scripts } = JSON.parse(readFileSync(`${PROJECT}/package.json`, 'utf8')) as { scripts: object }
    const named = [...text.matchAll(/npm (?:run )?(?:--silent )?([a-z]+[a-z:]*)/g)]
      .map(([, name]) => name)
      .filter((name) => name !== 'ci')
    expect(named).toEqual(expect.arrayContaining(['start', 'test', 'schema', 'format']))
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named))
    const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link]) => link ?? '')
    expect(links.length).toBeGreaterThan(3)
    for (const link of links) expect(() => readFileSync(`${PROJECT}/${link}`)).not.toThrow(/ENOENT/)
  })
})
