import { readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from 'pg'
import { clusterIn, filesIn } from '../../src/database/embedded/layout.js'
import { readPidFile } from '../../src/database/embedded/pid-file.js'
import { isRunning, isServerOn } from '../../src/database/embedded/process.js'

/** Servers of killed runs go on running, in folders that bear the number of the process that is no more. */
export async function removeLeftoverServers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = /^vrd-test-server-(\d+)-/.exec(name)?.[1]
    if (pid === undefined || isRunning(Number(pid))) continue
    const folder = join(tmpdir(), name)
    await killServer(folder)
    // A server that is still going down may hold on to a file: the next run tries again.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined)
  }
}

/** Ends the server that runs in a data directory at once, and waits for it. Does nothing where none runs. */
export async function killServer(dataDirectory: string): Promise<void> {
  const files = filesIn(clusterIn(dataDirectory))
  const server = await readPidFile(files).catch(() => undefined)
  if (server === undefined || !(await isServerOn(files, server.pid))) return
  process.kill(server.pid, 'SIGQUIT')
  while (await isServerOn(files, server.pid)) await delay(10)
}

/** Removes the databases of the run, or else of all runs that nobody keeps alive. */
export async function removeLeftoverDatabases(client: Client, run?: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name
       from pg_database
      cross join substring(datname from '^vrd_(?:migrated|seeded|test)_([0-9]+_[0-9a-z]+)') as run
      where run = $1
         or ($1::text is null and run is not null
             and not exists (select from pg_stat_activity where application_name = 'vrd test run ' || run))`,
    [run ?? null],
  )
  for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`)
}
