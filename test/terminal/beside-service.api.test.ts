import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { RunningService } from '../service/running-service.js'
import { serverIn } from '../support/data-directories.js'
import { VrdProcess } from './vrd-process.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vrd-terminal-'))
  // As root the database's user must get in; else the data would go elsewhere and stay behind.
  await chmod(folder, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('vrd makes the data, serves it, and reads it beside the service and after it', async () => {
  const environment = { DATA_DIR: path.join(folder, 'data') }
  const vrd = (...args: string[]) => VrdProcess.run(args, environment)
  const alone = 'its PostgreSQL is started for this command alone'

  const none = await vrd('migrate', '--status')
  expect(none).toMatchObject({ code: 2, out: '', err: expect.stringContaining('There is no data in') })
  const migrated = await vrd('migrate')
  expect(migrated).toMatchObject({ code: 0, err: expect.stringContaining(alone) })
  expect(migrated.out).toMatch(/^CreateNodes\d+\n(\w+\d+\n)+$/)
  await expect(serverIn(environment.DATA_DIR)).rejects.toThrow('No server runs')

  const service = RunningService.spawn({ ...environment, PORT: '1' }, ['cli.js', 'serve', '--port', '0'])
  expect(await service.ready()).toMatch(/Loaded vrd3-2025: nodes \d{3} new/)
  const { port } = new URL(service.url)

  const beside = await vrd('verify')
  expect(beside).toMatchObject({ code: 0, err: '' })
  expect(beside.out).toMatch(/^version \d+, hash [0-9a-f]{64}: \d+ changes verified\n$/)
  expect(await vrd('migrate')).toEqual({ code: 0, out: '', err: 'vrd: the database was up to date\n' })
  expect(await vrd('seed')).toMatchObject({
    code: 0,
    out: 'vrd3-2025: nodes unchanged, relations unchanged\n',
  })
  const doctor = await VrdProcess.run(['doctor'], { ...environment, PORT: port })
  expect(doctor).toMatchObject({ code: 0, err: '' })
  expect(doctor.out).toContain(`runs on the data directory (pid ${service.pid})\n`)
  expect(doctor.out).toContain(`the service answers on 127.0.0.1:${port}\n`)
  expect(doctor.out).not.toMatch(/^fail/m)
  const second = await VrdProcess.run(['serve', '--port', '0'], environment)
  expect(second).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/^vrd-graph: .*\bpid \d+.*\n$/),
  })
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200)
  expect(await service.stop()).toMatchObject({ code: 0, err: '' })

  const afterwards = await vrd('verify')
  expect(afterwards).toMatchObject({ code: 0, out: beside.out, err: expect.stringContaining(alone) })
  await expect(serverIn(environment.DATA_DIR)).rejects.toThrow('No server runs')

  const following = VrdProcess.spawn(['changes', '--follow', '--kind', 'project'], environment)
  await following.lines(20)
  expect(await following.stop('SIGTERM')).toMatchObject({ code: 0 })
  await expect(serverIn(environment.DATA_DIR)).rejects.toThrow('No server runs')
}, 300_000)

test('a service that dies while it starts tells how', async () => {
  const service = RunningService.spawn({ DATABASE_URL: 'mysql://here' })
  await expect(service.ready()).rejects.toThrow(
    /^main\.js ended with 1: vrd-graph: The environment is not right/,
  )
  const killed = RunningService.spawn({ DATA_DIR: path.join(folder, 'killed') })
  void killed.stop('SIGKILL')
  await expect(killed.ready()).rejects.toThrow(/^main\.js ended by SIGKILL: $/)
}, 60_000)

test('a start that is interrupted is finished, and stopped in order', async () => {
  const environment = { DATA_DIR: path.join(folder, 'interrupted') }
  const service = VrdProcess.spawn(['serve', '--port', '0'], environment)
  const isBegun = () =>
    readdir(environment.DATA_DIR).then(
      () => true,
      () => false,
    )
  while (!(await isBegun())) await delay(20)
  expect(await service.stop('SIGINT')).toEqual({ code: 0, out: '', err: '' })
  await expect(serverIn(environment.DATA_DIR)).rejects.toThrow('No server runs')
}, 180_000)
