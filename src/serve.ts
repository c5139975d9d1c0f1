import type { Writable } from 'node:stream'
import { readConfig } from './config.js'
import { SeedError } from './exchange/seed-problem.js'
import { StartupError } from './kernel/errors.js'
import { type Service, startService } from './service.js'
import { welcome } from './welcome.js'

export interface Serving {
  readonly environment: NodeJS.ProcessEnv
  readonly project: string
  /** Aborts when the service shall stop. */
  readonly signal: AbortSignal
  readonly out: Writable
  readonly err: Writable
}

/**
 * The service, until the signal. What has begun to start is started first, so that its database does not stay behind.
 * @returns 0 where it was stopped, 1 where it could not start: why stands on standard error, a line for each reason.
 */
export async function serve({ environment, project, signal, out, err }: Serving): Promise<number> {
  let service: Service | undefined
  try {
    service = await startService(readConfig(environment, project), project)
    if (!signal.aborted) out.write(await welcome(service))
  } catch (error) {
    const told = error instanceof StartupError || error instanceof SeedError
    const lines = told ? error.message : ((error as Error).stack ?? String(error))
    err.write(lines.replace(/^/gm, 'vrd-graph: ') + '\n')
    await service?.stop()
    return 1
  }
  await aborted(signal)
  await service.stop()
  return 0
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
