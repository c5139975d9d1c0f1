import { readFile } from 'node:fs/promises'
import { errorCode } from './error-code.js'
import { pidFileIn } from './layout.js'

/** What a running server tells of itself in `postmaster.pid`; lines as in PostgreSQL's `utils/pidfile.h`. */
export interface PidFile {
  /** Line 1. */
  readonly pid: number
  /** Line 4; `NaN` while the server has only just begun to start. */
  readonly port: number
  /** Line 8: `starting`, `ready` or `stopping`; '' before that. */
  readonly status: string
}

/** @returns undefined where no server runs, or the one that ran was shut down in order. */
export async function readPidFile(files: string): Promise<PidFile | undefined> {
  try {
    const lines = (await readFile(pidFileIn(files), 'utf8')).split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3] ?? 'NaN'), status: lines[7]?.trim() ?? '' }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
