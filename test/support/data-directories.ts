import { execFile } from 'node:child_process'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from '../../src/database/embedded/embedded-postgres.js'
import { clusterIn, filesIn } from '../../src/database/embedded/layout.js'
import { type PidFile, readPidFile } from '../../src/database/embedded/pid-file.js'
import { killServer } from './leftovers.js'

/** Data directories of one test file. */
export interface DataDirectories {
  /** A new folder that does not outlive the file; as `mkdtemp` makes it, closed to other users. */
  create(): Promise<string>
  /** The same, with the data of an earlier start in it. */
  createUsed(): Promise<string>
  /** Starts a server in this process; if the test does not stop it, `remove` does, wherever its data lives. */
  start(dataDirectory: string, options?: Partial<EmbeddedPostgresOptions>): Promise<EmbeddedPostgres>
  /** To be removed too, though somebody else makes it. */
  adopt(folder: string): void
  /** Ends the servers that still run in them, and removes them. */
  remove(): Promise<void>
}

export function dataDirectories(): DataDirectories {
  const folders: string[] = []
  const servers: EmbeddedPostgres[] = []
  let used: Promise<string> | undefined
  const create = async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), `vrd-test-server-${process.pid}-`)))
    folders.push(folder)
    return folder
  }
  const start = async (dataDirectory: string, options?: Partial<EmbeddedPostgresOptions>) => {
    const server = await startEmbeddedPostgres({ dataDirectory, database: 'vrd', ...options })
    servers.push(server)
    if (!server.dataDirectory.startsWith(dataDirectory)) folders.push(server.dataDirectory)
    return server
  }
  const use = async () => {
    const folder = await create()
    await (await start(folder)).stop()
    return folder
  }
  return {
    create,
    start,
    createUsed: async () => {
      // Ten times as fast as a first start; `cp -a` keeps the owners, which Node's own copy does not.
      used ??= use()
      const folder = await create()
      await promisify(execFile)('cp', ['-a', `${await used}/.`, folder])
      return folder
    },
    adopt: (folder) => void folders.push(folder),
    remove: async () => {
      for (const server of servers.splice(0)) await server.stop()
      for (const folder of folders.splice(0)) {
        await killServer(folder)
        await rm(folder, { recursive: true, force: true, maxRetries: 5 })
      }
    },
  }
}

/** The server that runs in a data directory, by its own word. */
export async function serverIn(dataDirectory: string): Promise<PidFile> {
  const server = await readPidFile(filesIn(clusterIn(dataDirectory)))
  if (server === undefined) throw new Error(`No server runs in ${dataDirectory}`)
  return server
}
