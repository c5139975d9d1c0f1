import { spawn } from 'node:child_process'
import { readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { isRunning, isServerOn } from '../../src/database/embedded/process.js'
import { dataDirectories, serverIn } from '../support/data-directories.js'
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js'
import { withClient } from '../support/test-run.js'

describe('one data directory, several services', () => {
  const directories = dataDirectories()
  const services: ServiceProcess[] = []
  afterEach(async () => {
    for (const service of services.splice(0)) await service.end('SIGKILL')
  })
  afterAll(() => directories.remove())

  const service = async (dataDirectory: string) => {
    const started = await startServiceProcess(dataDirectory)
    services.push(started)
    return started
  }
  const start = (dataDirectory: string) => directories.start(dataDirectory)
  const run = (url: string | undefined, sql: string) =>
    withClient(url ?? 'none', async (client) => (await client.query(sql)).rows)

  test('of two first starts at once one is up and one is refused, with the pid of the other', async () => {
    const directory = await directories.create()
    const both = await Promise.all([service(directory), service(directory)])
    const [up, refused] = both[0].answer.refused === undefined ? both : [both[1], both[0]]
    expect(up.answer).toMatchObject({ dataDirectory: directory })
    expect(refused.answer).toEqual({
      refused:
        `StartupError: The data directory ${directory} is in use by another service (pid ${up.pid}): ` +
        'stop that one, or set DATA_DIR to another folder',
    })
    expect(await refused.end()).toBe(1)
    expect(await run(up.answer.url, 'select 1 as fine')).toEqual([{ fine: 1 }])
    expect(await readdir(directory)).toEqual(['pg'])
  })

  test('SIGTERM ends the service and its server in order', async () => {
    const directory = await directories.createUsed()
    const first = await service(directory)
    expect(await first.end('SIGTERM')).toBe(0)
    await expect(serverIn(directory)).rejects.toThrow('No server runs')
  })

  test('kill -9 of the service leaves its server to the next one, as it is', async () => {
    const directory = await directories.createUsed()
    const first = await service(directory)
    const { pid } = await serverIn(directory)
    await run(first.answer.url, `create table kept as select 'still here' as word`)
    expect(await first.end('SIGKILL')).toBe(null)
    const second = await start(directory)
    expect(await serverIn(directory)).toMatchObject({ pid })
    expect(await run(second.url, 'select word from kept')).toEqual([{ word: 'still here' }])
    await second.stop()
    await expect(serverIn(directory)).rejects.toThrow('No server runs')
  })

  test('kill -9 of both loses nothing that was committed', async () => {
    const directory = await directories.createUsed()
    const first = await service(directory)
    await run(first.answer.url, `create table kept as select 'still here' as word`)
    const { pid } = await serverIn(directory)
    process.kill(pid, 'SIGKILL')
    await first.end('SIGKILL')
    const second = await start(directory)
    expect(await serverIn(directory)).not.toMatchObject({ pid })
    expect(await run(second.url, 'select word from kept')).toEqual([{ word: 'still here' }])
    await second.stop()
  })

  test('a killed server is waited for while a part of it still works', async () => {
    const directory = await directories.createUsed()
    const first = await service(directory)
    const server = await serverIn(directory)
    // In the middle of a computation a session does not notice that its server is gone, and holds on to the memory.
    const session = await withClient(first.answer.url ?? '', async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      client
        .query('select count(*) from (select generate_series(1, 1000000000000)) as busy')
        .catch(() => undefined)
      return rows[0]?.pid ?? 0
    })
    await first.end('SIGKILL')
    process.kill(server.pid, 'SIGKILL')
    const starting = start(directory)
    const log = () => readFile(`${directory}/pg/data/server.log`, 'utf8').catch(() => '')
    const waited = eventually(async () => (await log()).includes('pre-existing shared memory block'))
    await Promise.race([waited, starting])
    process.kill(session, 'SIGKILL')
    expect(await waited).toBe(true)
    await (await starting).stop()
  })

  test.each(['SIGKILL', 'SIGQUIT'] as const)(
    'a service starts its server again after %s, at the same address, and keeps its directory',
    async (signal) => {
      const directory = await directories.createUsed()
      const first = await service(directory)
      const url = first.answer.url ?? ''
      const { pid } = await serverIn(directory)
      process.kill(pid, signal)
      expect(await eventually(() => run(url, 'select 1').then(Boolean, () => false))).toBe(true)
      expect(await serverIn(directory)).not.toMatchObject({ pid })
      // Nobody else has tried meanwhile: the log is that of the server which runs.
      expect(await readFile(`${directory}/pg/data/server.log`, 'utf8')).toContain(
        'ready to accept connections',
      )
      await expect(start(directory)).rejects.toThrow(`in use by another service (pid ${first.pid})`)
      expect(await first.end('SIGTERM')).toBe(0)
      await expect(serverIn(directory)).rejects.toThrow('No server runs')
    },
  )

  test('a service whose server was killed does not stop the server of one that came before it', async () => {
    const directory = await directories.createUsed()
    const first = await service(directory)
    process.kill(first.pid, 'SIGSTOP')
    process.kill((await serverIn(directory)).pid, 'SIGKILL')
    const second = await start(directory)
    process.kill(first.pid, 'SIGCONT')
    expect(isRunning(first.pid)).toBe(true)
    expect(await first.end('SIGTERM')).toBe(0)
    expect(await run(second.url, 'select 1 as fine')).toEqual([{ fine: 1 }])
    await second.stop()
  })

  test('a service keeps its directory when PostgreSQL cuts all connections because one of them crashed', async () => {
    const directory = await directories.createUsed()
    const first = await service(directory)
    const { url, pid } = { url: first.answer.url ?? '', ...(await serverIn(directory)) }
    const holders = `select pid from pg_stat_activity where application_name = 'vrd service ${first.pid}'`
    const [before] = await run(url, holders)
    process.kill(before.pid, 'SIGKILL')
    const after = await eventually(async () => {
      const [holder] = await run(url, holders).catch(() => [])
      return holder !== undefined && holder.pid !== before.pid
    })
    expect(after).toBe(true)
    expect(await serverIn(directory)).toMatchObject({ pid })
    await expect(start(directory)).rejects.toThrow(`in use by another service (pid ${first.pid})`)
  })

  test('a pid file of before the restart, whose number another process now has, is no obstacle', async () => {
    const directory = await directories.createUsed()
    const files = `${directory}/pg/data`
    const { uid } = await stat(files)
    // PostgreSQL itself would believe in it: the process lives, and belongs to the server's own user.
    const other = spawn('sleep', ['60'], { cwd: '/', ...(process.getuid?.() === 0 && { uid }) })
    const lines = [other.pid, files, 1, 5432, '', '127.0.0.1', '', 'ready']
    await writeFile(`${files}/postmaster.pid`, lines.join('\n'))
    expect(await isServerOn(files, other.pid ?? 0)).toBe(false)
    const server = await start(directory)
    expect(await serverIn(directory)).not.toMatchObject({ pid: other.pid })
    await server.stop()
    expect(other.kill()).toBe(true)
  })

  test('what a killed first start left behind is cleared away', async () => {
    const directory = await directories.createUsed()
    const first = await service(directory)
    await first.end('SIGTERM')
    await writeFile(`${directory}/pg.new-${first.pid}`, '')
    await writeFile(`${directory}/mine.txt`, '')
    await (await start(directory)).stop()
    expect((await readdir(directory)).sort()).toEqual(['mine.txt', 'pg'])
    expect(await readFile(`${directory}/pg/data/PG_VERSION`, 'utf8')).toBe('18\n')
  })
})

async function eventually(check: () => Promise<boolean>): Promise<boolean> {
  const deadline = Date.now() + 10_000
  while (Date.now() < deadline) if (await check()) return true
  return false
}
