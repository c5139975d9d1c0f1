import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
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

test('vrd reads the data of a running service, and of one that has stopped', async () => {
  const environment = { DATA_DIR: path.join(folder, 'data') }
  const service = RunningService.spawn(environment)
  await service.ready()
  const beside = await VrdProcess.run(['verify'], environment)
  expect(beside).toMatchObject({ code: 0, err: '' })
  expect(beside.out).toMatch(/^version \d+, hash [0-9a-f]{64}: \d+ changes verified\n$/)
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200)
  expect(await service.stop()).toMatchObject({ code: 0 })

  const alone = await VrdProcess.run(['verify'], environment)
  expect(alone).toMatchObject({ code: 0, out: beside.out })
  expect(alone.err).toContain('its PostgreSQL is started for this command alone')
  await expect(serverIn(environment.DATA_DIR)).rejects.toThrow('No server runs')

  const following = VrdProcess.spawn(['changes', '--follow', '--kind', 'project'], environment)
  await following.lines(20)
  expect(await following.stop('SIGTERM')).toMatchObject({ code: 0 })
  await expect(serverIn(environment.DATA_DIR)).rejects.toThrow('No server runs')
}, 120_000)
