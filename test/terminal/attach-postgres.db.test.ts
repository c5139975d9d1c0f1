import { chmod, mkdir, readdir } from 'node:fs/promises'
import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { type AttachedPostgres, attachPostgres } from '../../src/database/embedded/attach-postgres.js'
import { dataDirectories, serverIn } from '../support/data-directories.js'
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js'
import { withClient } from '../support/test-run.js'

const asRoot = process.getuid?.() === 0 ? test : test.skip

describe('the data directory of a service, for a program beside it:', () => {
  const directories = dataDirectories()
  const services: ServiceProcess[] = []
  const attachments: AttachedPostgres[] = []
  afterEach(async () => {
    for (const attached of attachments.splice(0)) await attached.release()
    for (const service of services.splice(0)) await service.end('SIGKILL')
  })
  afterAll(() => directories.remove())

  const serve = async (dataDirectory: string) => {
    const service = await startServiceProcess(dataDirectory)
    services.push(service)
    return service
  }
  const attach = async (dataDirectory: string) => {
    const attached = await attachPostgres({ dataDirectory, database: 'vrd' })
    attachments.push(attached)
    return attached
  }
  const run = (url: string | undefined, sql: string) =>
    withClient(url ?? 'none', async (client) => (await client.query(sql)).rows)

  test('the server of a running service is joined, and left running', async () => {
    const directory = await directories.createUsed()
    const service = await serve(directory)
    const before = await serverIn(directory)
    const attached = await attach(directory)
    expect(attached).toMatchObject({ url: service.answer.url, notices: [] })
    expect(await run(attached.url, 'select current_database() as name')).toEqual([{ name: 'vrd' }])
    await attached.release()
    expect(await serverIn(directory)).toEqual(before)
    expect(await run(service.answer.url, 'select 1 as fine')).toEqual([{ fine: 1 }])
  })

  test('the service may end and start again beside it: it holds no lock', async () => {
    const directory = await directories.createUsed()
    const first = await serve(directory)
    await attach(directory)
    await first.end('SIGKILL')
    expect((await serve(directory)).answer).toEqual(first.answer)
  })

  test('a server that a killed service left is joined, and left to the next service', async () => {
    const directory = await directories.createUsed()
    const killed = await serve(directory)
    await killed.end('SIGKILL')
    const before = await serverIn(directory)
    await (await attach(directory)).release()
    expect(await serverIn(directory)).toEqual(before)
    expect((await serve(directory)).answer).toEqual(killed.answer)
  })

  test('where none runs, the server is started alone, and stopped at the end', async () => {
    const directory = await directories.createUsed()
    const attached = await attach(directory)
    expect(attached.notices.join()).toContain(
      `No service runs on ${directory}: its PostgreSQL is started for this command alone`,
    )
    expect(await run(attached.url, 'select current_database() as name')).toEqual([{ name: 'vrd' }])
    const refused = await serve(directory)
    expect(refused.answer.refused).toContain(`is in use by another service (pid ${process.pid})`)
    await attached.release()
    await expect(serverIn(directory)).rejects.toThrow('No server runs')
    expect((await serve(directory)).answer).toMatchObject({ dataDirectory: directory })
  })

  test('two at once both come in: the later one joins the server of the earlier', async () => {
    const directory = await directories.createUsed()
    const both = await Promise.all([attach(directory), attach(directory)])
    const answers = await Promise.all(both.map(({ url }) => run(url, 'select 1 as fine')))
    expect(answers).toEqual([[{ fine: 1 }], [{ fine: 1 }]])
  })

  test.each(['', 'never-made'])('without data it says what to do, and makes nothing %#', async (name) => {
    const directory = await directories.create()
    await expect(attach(`${directory}/${name}`)).rejects.toThrow(
      new RegExp(
        `^There is no data in ${directory}(/never-made)?: start the service once with npm start, ` +
          'or set DATA_DIR or DATABASE_URL to where the data is$',
      ),
    )
    expect(await readdir(directory)).toEqual([])
  })

  asRoot('data that root has elsewhere is found there', async () => {
    const hidden = `${await directories.create()}/hidden`
    await mkdir(hidden)
    await mkdir(`${hidden}/data`)
    await chmod(hidden, 0o700)
    const server = await directories.start(`${hidden}/data`)
    expect(server.dataDirectory).toMatch(/^\/var\/(lib|tmp)\/vrd-graph-/)
    expect((await attach(`${hidden}/data`)).url).toBe(server.url)
    await server.stop()
    const alone = await attach(`${hidden}/data`)
    expect(await run(alone.url, 'select 1 as fine')).toEqual([{ fine: 1 }])
  })

  asRoot('whoever may not read the data is told so', async () => {
    const directory = await directories.createUsed()
    await chmod(directory, 0o755)
    // Neither root nor one of those who may run PostgreSQL.
    process.seteuid?.(1)
    try {
      await expect(attach(directory)).rejects.toThrow(/^Start as the user who owns the data directory/)
    } finally {
      process.seteuid?.(0)
    }
  })
})
