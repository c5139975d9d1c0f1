import { fileURLToPath } from 'node:url'
import { readConfig } from './config.js'
import { SeedError } from './exchange/seed-problem.js'
import { StartupError } from './kernel/errors.js'
import { startService } from './service.js'
import { welcome } from './welcome.js'

/** This file runs from `dist/src`, two folders below the project. */
const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

try {
  const service = await startService(readConfig(process.env, PROJECT), PROJECT)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void service.stop().then(() => process.exit(0)))
  }
  process.stdout.write(await welcome(service))
} catch (error) {
  const told = error instanceof StartupError || error instanceof SeedError
  const lines = told ? error.message : ((error as Error).stack ?? String(error))
  process.stderr.write(lines.replace(/^/gm, 'vrd-graph: ') + '\n')
  process.exit(1)
}
