import { fileURLToPath } from 'node:url'
import { serve } from './serve.js'
import { stopSignal } from './stop-signal.js'

/** This file runs from `dist/src`, two folders below the project. */
const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

const { env, stdout, stderr } = process
process.exit(
  await serve({ environment: env, project: PROJECT, signal: stopSignal(), out: stdout, err: stderr }),
)
