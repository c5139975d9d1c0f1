import { execFile } from 'node:child_process'
import { chmod, chown, cp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from '@jest/globals'
import { serverAccount } from '../../src/database/embedded/account.js'
import { type Distribution, findDistribution } from '../../src/database/embedded/distribution.js'
import { sharedFolder } from '../../src/database/embedded/shared-folder.js'
import { usableDistribution } from '../../src/database/embedded/usable-distribution.js'
import { dataDirectories } from '../support/data-directories.js'
import { ordinaryUser, othersCanRunThis } from '../support/ordinary-user.js'
import { startServiceProcess } from '../support/service-process.js'
import { withClient } from '../support/test-run.js'

const directories = dataDirectories()
afterAll(() => directories.remove())
const asRoot = process.getuid?.() === 0 ? describe : describe.skip
const withOthers = (await othersCanRunThis()) ? test : test.skip

const start = (dataDirectory: string) => directories.start(dataDirectory, { durable: false })
const nobody = { name: 'nobody', uid: 65534, gid: 65534 }

asRoot('started by root', () => {
  test('the server runs as another user, and the folders above the data stay as they were', async () => {
    const directory = await directories.create()
    await chmod(directory, 0o755)
    const server = await start(`${directory}/deep/data`)
    expect(server.dataDirectory).toBe(`${directory}/deep/data`)
    const owners = ['', '/deep', '/deep/data', '/deep/data/pg'].map(async (path) => stat(directory + path))
    expect((await Promise.all(owners)).map(({ uid }) => uid)).toEqual([0, 0, 0, 0])
    expect((await stat(`${directory}/deep/data/pg/data`)).uid).not.toBe(0)
    await server.stop()
  })

  test('whoever owns the folder runs the server', async () => {
    const directory = await directories.create()
    await chown(directory, nobody.uid, nobody.gid)
    await (await start(`${directory}/data`)).stop()
    expect((await stat(`${directory}/data/pg/data`)).uid).toBe(nobody.uid)
  })

  test('an owner whom this machine does not know does not run it', async () => {
    const directory = await directories.create()
    await chown(directory, 54321, 54321)
    await chmod(directory, 0o755)
    const { uid } = (await serverAccount(`${directory}/pg/data`)) ?? {}
    expect(uid).toBeGreaterThan(0)
    expect(uid).not.toBe(54321)
  })

  test('where nobody else gets in, the data goes elsewhere, always to the same folder, and a notice says so', async () => {
    const asked = `${await directories.create()}/data`
    const first = await start(asked)
    expect(first.dataDirectory).toMatch(/^\/var\/(lib|tmp)\/vrd-graph-[0-9a-f]{12}$/)
    expect(first.notices.filter((notice) => !notice.includes('runs from a copy'))).toEqual([
      expect.stringMatching(
        `^The data lives in ${first.dataDirectory}: user \\w+ runs PostgreSQL and cannot reach ${asked}$`,
      ),
    ])
    expect(await stat(first.dataDirectory)).toMatchObject({ uid: 0, mode: 0o40755 })
    await withClient(first.url, (client) => client.query(`create table kept as select 'still here' as word`))
    await first.stop()
    const second = await start(asked)
    expect(second.dataDirectory).toBe(first.dataDirectory)
    const { rows } = await withClient(second.url, (client) => client.query('select word from kept'))
    expect(rows).toEqual([{ word: 'still here' }])
    await second.stop()
  })

  test('data that has come behind a closed door is not mistaken for none', async () => {
    const directory = await directories.createUsed()
    await chmod(directory, 0o700)
    await expect(start(directory)).rejects.toThrow(`no longer reaches the data in ${directory}`)
  })

  test('data that belongs to root is refused', async () => {
    const directory = await directories.createUsed()
    await chown(`${directory}/pg/data`, 0, 0)
    await expect(start(directory)).rejects.toThrow('belongs to root, and PostgreSQL does not run as root')
  })

  test('a folder that somebody else has put where ours would be is not used', async () => {
    const name = `vrd-test-planted-${process.pid}`
    const folder = await sharedFolder(name)
    directories.adopt(folder)
    await chown(folder, nobody.uid, nobody.gid)
    await expect(sharedFolder(name)).rejects.toThrow(`${folder} was not made by this service`)
    await chown(folder, 0, 0)
    await chmod(folder, 0o777)
    await expect(sharedFolder(name)).rejects.toThrow(`${folder} was not made by this service`)
  })

  test('a shared folder is filled once', async () => {
    const name = `vrd-test-filled-${process.pid}`
    const folder = await sharedFolder(name, (draft) => writeFile(join(draft, 'contents'), 'first'))
    directories.adopt(folder)
    expect(await sharedFolder(name, () => Promise.reject(new Error('filled again')))).toBe(folder)
    expect(await readdir(folder)).toEqual(['contents'])
    expect(await stat(folder)).toMatchObject({ uid: 0, mode: 0o40755 })
  })

  test('programs that the user cannot reach are copied, once', async () => {
    const hidden = await distributionIn(await directories.create())
    // As an installation under a strict umask leaves them.
    await promisify(execFile)('chmod', ['-R', 'go-rwx', hidden.folder])
    const copy = await usableDistribution(hidden, nobody)
    const home = join(copy.folder, '..')
    directories.adopt(home)
    expect(home).toMatch(/^\/var\/(lib|tmp)\/vrd-graph-postgresql-0\.0\.\d+-linux-x64$/)
    expect(await linksIn(copy)).toEqual(await linksIn(findDistribution()))
    const { mtimeMs } = await stat(home)
    expect(await usableDistribution(hidden, nobody)).toEqual(copy)
    expect((await stat(home)).mtimeMs).toBe(mtimeMs)
  })
})

test('the links that npm ci --ignore-scripts leaves out are made at the start', async () => {
  const directory = await directories.create()
  await chmod(directory, 0o755)
  const distribution = await distributionIn(directory)
  const links = await linksIn(distribution)
  await Promise.all(links.map((name) => rm(join(distribution.folder, 'lib', name))))
  await expect(version(distribution)).rejects.toThrow('error while loading shared libraries')
  expect(await usableDistribution(distribution)).toBe(distribution)
  expect(await linksIn(distribution)).toEqual(links)
  expect(await version(distribution)).toContain('18.4')
})

withOthers('an ordinary user runs it himself, and root after him on the same data', async () => {
  const directory = await directories.create()
  const uid = ordinaryUser()
  if (uid !== undefined) await chown(directory, uid, uid)
  const first = await startServiceProcess(directory, uid)
  expect(first.answer).toMatchObject({ dataDirectory: directory, notices: [] })
  await withClient(first.answer.url ?? '', (client) => client.query(`create table kept as select 1 as one`))
  expect(await first.end('SIGTERM')).toBe(0)
  const second = await start(directory)
  const { rows } = await withClient(second.url, (client) => client.query('select one from kept'))
  expect(rows).toEqual([{ one: 1 }])
  await second.stop()
  expect((await stat(`${directory}/pg/data`)).uid).toBe(uid ?? process.getuid?.())
  const third = await startServiceProcess(directory, uid)
  expect(third.answer).toMatchObject({ dataDirectory: directory, notices: [] })
  expect(await third.end('SIGTERM')).toBe(0)
})

/** A distribution of our own, under a version that nobody else has. */
async function distributionIn(directory: string): Promise<Distribution> {
  const original = findDistribution()
  const folder = join(directory, 'native')
  await cp(original.folder, folder, { recursive: true, verbatimSymlinks: true })
  return { ...original, version: `0.0.${process.pid}`, folder }
}

async function linksIn({ folder }: Distribution): Promise<string[]> {
  const entries = await readdir(join(folder, 'lib'), { withFileTypes: true })
  return entries
    .filter((entry) => entry.isSymbolicLink())
    .map(({ name }) => name)
    .sort()
}

async function version({ folder }: Distribution): Promise<string> {
  return (await promisify(execFile)(join(folder, 'bin', 'postgres'), ['--version'])).stdout
}
