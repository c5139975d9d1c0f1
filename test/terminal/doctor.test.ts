import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createRawServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from '@jest/globals'
import { StartupError } from '../../src/kernel/errors.js'
import { checkMigrations } from '../../src/terminal/checks/database.js'
import { bytes } from '../../src/terminal/checks/finding.js'
import { checkDisk, checkNode, checkSeeds, OLDEST_NODE } from '../../src/terminal/checks/machine.js'
import { checkIssuer, checkPort } from '../../src/terminal/checks/network.js'
import { run } from './sample-terminal.js'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

describe('doctor', () => {
  const configuration = () => ({
    host: '127.0.0.1',
    port: 0,
    databaseUrl: undefined,
    dataDirectory: '/none/data',
  })
  const attach = async () =>
    Promise.reject(new StartupError('There is no data in /none/data: start the service'))
  const tools = { configuration, attach, seedFolders: async () => [] }

  test('prints a line for each check, goes on after what fails, and ends with 1', async () => {
    const { code, out, err } = await run(['doctor'], tools)
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(out).toMatch(
      /^ok {4}node +\d+.*\nok {4}configuration {2}DATA_DIR \/none\/data, .*\n(ok|warn|fail) +disk .*\nfail {2}database +There is no data in .*\nok {4}seeds .*\nok {4}port +the system chooses one\n$/,
    )
    const json = JSON.parse((await run(['doctor', '--json'], tools)).out) as { check: string }[]
    expect(json.map(({ check }) => check)).toEqual([
      'node',
      'configuration',
      'disk',
      'database',
      'seeds',
      'port',
    ])
  })

  test('a wrong configuration ends it', async () => {
    const refused = () => {
      throw new StartupError('The environment is not right: PORT must be a whole number.')
    }
    const { code, out } = await run(['doctor'], { ...tools, configuration: refused })
    expect(code).toBe(1)
    expect(out).toMatch(/^ok.*\nfail {2}configuration {2}The environment is not right: PORT must.*\n$/)
  })
})

test('the oldest Node is that of package.json', () => {
  const { engines } = JSON.parse(readFileSync(`${PROJECT}/package.json`, 'utf8')) as {
    engines: { node: string }
  }
  expect(engines.node).toBe(`>=${OLDEST_NODE}`)
  expect(['20.19.0', '22.0.0', '20.18.9', '18.20.0'].map((version) => checkNode(version).state)).toEqual([
    'ok', 'ok', 'fail', 'fail',
  ]) // prettier-ignore
})

test('the disk is that of the nearest folder that is there', async () => {
  expect((await checkDisk(`${PROJECT}/not/made/yet`)).told).toMatch(/^\d+\.\d [MGT]B free for .*made\/yet/)
  expect([0, 999, 12_345_678, 2.5e12].map(bytes)).toEqual(['0 bytes', '999 bytes', '12.3 MB', '2.5 TB'])
})

test('seeds that cannot be read are told with their place', async () => {
  expect(await checkSeeds([`${PROJECT}/seeds/vrd3-2025`])).toMatchObject({ state: 'ok', told: 'vrd3-2025' })
  const found = await checkSeeds([`${PROJECT}/test/terminal`])
  expect(found).toMatchObject({
    state: 'fail',
    told: expect.stringContaining('test/terminal: expected at least one file'),
  })
})

test('migrations are all done, pending, or ahead', () => {
  const states = [{ name: 'A1', state: 'DONE' as const }]
  expect(checkMigrations(states)).toMatchObject({ state: 'ok', told: 'all 1 done' })
  expect(checkMigrations([...states, { name: 'B2', state: 'PENDING' }])).toMatchObject({ state: 'warn' })
  expect(
    checkMigrations([
      { name: 'B2', state: 'PENDING' },
      { name: 'C3', state: 'UNKNOWN' },
    ]),
  ).toMatchObject({
    state: 'fail',
    told: expect.stringContaining('C3'),
  })
})

describe('the network', () => {
  const servers: { close(): unknown }[] = []
  afterEach(() => servers.splice(0).forEach((server) => server.close()))
  const answering = async (status: number, body: string): Promise<number> => {
    const server: Server = createServer((_, response) => response.writeHead(status).end(body))
    servers.push(server)
    return listening(server)
  }
  const listening = async (server: { listen(port: number, host: string): unknown; address(): unknown }) => {
    const heard = once(server as Server, 'listening')
    server.listen(0, '127.0.0.1')
    await heard
    return (server.address() as AddressInfo).port
  }

  test.each([
    [200, '{"status":"ready"}', 'ok', 'the service answers on'],
    [503, '{"status":"not ready"}', 'fail', 'is not ready'],
    [200, '<html>', 'fail', 'something else answers on'],
  ])('what answers %d %s on the port is told apart', async (status, body, state, told) => {
    const found = await checkPort('127.0.0.1', await answering(status, body))
    expect(found).toMatchObject({ state, told: expect.stringContaining(told) })
  })

  test('what does not speak HTTP has taken the port; nobody there leaves it free', async () => {
    const raw = createRawServer((socket) => socket.end('hello\n', () => socket.destroy()))
    servers.push(raw)
    const port = await listening(raw)
    expect(await checkPort('127.0.0.1', port)).toMatchObject({
      state: 'fail',
      told: expect.stringContaining('is taken'),
    })
    await new Promise((resolve) => raw.close(resolve))
    expect(await checkPort('127.0.0.1', port)).toMatchObject({
      state: 'ok',
      told: `127.0.0.1:${port} is free`,
    })
  })

  test('an issuer must be who it says', async () => {
    const port = await answering(200, '{"issuer":"https://other"}')
    expect(await checkIssuer(`http://127.0.0.1:${port}`)).toMatchObject({ state: 'fail' })
    expect(await checkIssuer('http://127.0.0.1:1')).toMatchObject({ state: 'warn' })
  })
})
