import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { StartupError } from '../../kernel/errors.js'
import { programOf } from './distribution.js'
import { launchServer, type Launch } from './launch-server.js'
import { logIn } from './layout.js'
import { readPidFile } from './pid-file.js'
import { isServerOn } from './process.js'
import { runProgram } from './run-program.js'

/** Recovery after a power cut can take this long on a slow disk; a server that hangs is told to the caller after it. */
const PATIENCE = 60_000
/** A port that was free a moment ago may be taken by now; not five times in a row. */
const PORTS_TO_TRY = 5

/** The parent process of one PostgreSQL server. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
}

/**
 * The server on these files: the one that runs already, left by a service that was killed, or else a new one.
 *
 * @throws StartupError with what the server itself says, where it does not start.
 */
export async function ensurePostmaster(launch: Launch, choosePort = freePort): Promise<Postmaster> {
  const deadline = Date.now() + PATIENCE
  for (let taken = 0; Date.now() < deadline;) {
    const present = await readPidFile(launch.files)
    if (present !== undefined && (await isServerOn(launch.files, present.pid))) {
      if (present.status === 'ready') return present
      await delay(50)
      continue
    }
    const failure = await launchServer(launch, await choosePort(), deadline, present?.pid)
    if (failure === undefined) continue
    if (isPortTaken(failure) && ++taken < PORTS_TO_TRY) continue
    if (!isStillThere(failure)) {
      throw new StartupError(
        `PostgreSQL does not start: ${failure} (more in ${logIn(launch.files)}); set DATA_DIR to another folder to start afresh`,
      )
    }
    await delay(200)
  }
  throw neitherReadyNorGone(launch.files)
}

/**
 * The server that runs on these files; undefined where none does, or the one that did is gone.
 *
 * @throws StartupError where it neither becomes ready nor goes.
 */
export async function runningPostmaster(files: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + PATIENCE
  while (Date.now() < deadline) {
    const present = await readPidFile(files)
    if (present === undefined || !(await isServerOn(files, present.pid))) return undefined
    if (present.status === 'ready') return present
    await delay(50)
  }
  throw neitherReadyNorGone(files)
}

/** Shuts the server down in order, cutting its connections, and waits until it is gone. Leaves any later server be. */
export async function stopPostmaster(
  { files, distribution, account }: Launch,
  { pid }: Postmaster,
): Promise<void> {
  if (!(await isServerOn(files, pid))) return
  if (process.platform === 'win32') {
    await runProgram(programOf(distribution, 'pg_ctl'), ['stop', '-D', files, '-m', 'fast'], { account })
  } else {
    process.kill(pid, 'SIGINT')
  }
  const deadline = Date.now() + PATIENCE
  while (await isServerOn(files, pid)) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (pid ${pid}) did not stop on ${files}`)
    await delay(10)
  }
}

function neitherReadyNorGone(files: string): StartupError {
  return new StartupError(
    `PostgreSQL on ${files} was neither ready nor gone after ${PATIENCE / 1000} seconds: ` +
      'read server.log there, and end the process named in the first line of postmaster.pid',
  )
}

function isPortTaken(failure: string): boolean {
  return /could not (bind|create any TCP\/IP sockets)|Address already in use/.test(failure)
}

/** Another start is under way, or the processes of a killed server still hold its memory for a moment. */
function isStillThere(failure: string): boolean {
  return /lock file ".*" already exists|pre-existing shared memory block/.test(failure)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
