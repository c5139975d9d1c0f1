#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { followVersions } from './history/follow-versions.js'
import { verifyLedger } from './history/verify-ledger.js'
import { stopSignal } from './stop-signal.js'
import { checkDatabase } from './terminal/check-database.js'
import { runCommand } from './terminal/run-command.js'
import { workshop } from './workshop.js'

/** This file runs from `dist/src`, two folders below the project. */
const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

const { stdout: out, stderr: err } = process
const signal = stopSignal()

process.exitCode = await runCommand(process.argv.slice(2), {
  out,
  err,
  signal,
  ...workshop(process.env, PROJECT),
  serve: async ({ port, host }) => {
    // Half the program, which no other command needs.
    const { serve } = await import('./serve.js')
    const environment = {
      ...process.env,
      ...(port !== undefined && { PORT: `${port}` }),
      ...(host && { HOST: host }),
    }
    return serve({ environment, project: PROJECT, signal, out, err })
  },
  checkDatabase,
  verifyLedger,
  followVersions,
})
// What was given up may still be busy.
if (signal.aborted) process.exit()
