#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { readConfig } from './config.js'
import { attachPostgres } from './database/embedded/attach-postgres.js'
import { followVersions } from './history/follow-versions.js'
import { verifyLedger } from './history/verify-ledger.js'
import { checkDatabase } from './terminal/check-database.js'
import { openGraph } from './terminal/open-graph.js'
import { runCommand } from './terminal/run-command.js'
import type { Attached } from './terminal/tools.js'

/** This file runs from `dist/src`, two folders below the project. */
const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(signal))

process.exitCode = await runCommand(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  signal: stop.signal,
  attach,
  checkDatabase,
  openGraph,
  verifyLedger,
  followVersions,
})
// What was given up may still be busy.
if (stop.signal.aborted) process.exit()

/** @throws StartupError */
async function attach(): Promise<Attached> {
  const { databaseUrl, dataDirectory } = readConfig(process.env, PROJECT)
  if (databaseUrl === undefined) return attachPostgres({ dataDirectory, database: 'vrd' })
  return { url: databaseUrl, notices: [], release: async () => undefined }
}
