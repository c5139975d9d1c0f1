import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { type Distribution, programOf } from './distribution.js'
import { logIn } from './layout.js'
import { readPidFile } from './pid-file.js'
import { type Account, surroundings } from './run-program.js'
import { failureIn, readLog } from './server-log.js'

export interface Launch {
  readonly distribution: Distribution
  readonly account: Account | undefined
  readonly files: string
  /** False gives up crash safety for speed: for databases that live as long as a test. */
  readonly durable: boolean
}

/** Keeps the log of the run before, then becomes the server, which writes its own: as its user, so root opens no file. */
const BECOME_SERVER = 'mv -f "$1" "$1.old" 2>/dev/null; log=$1; shift; exec "$@" >"$log" 2>&1'

/**
 * Starts a server that outlives this process.
 *
 * @param stale the process number in an old `postmaster.pid` that is no server's. PostgreSQL would believe that the
 *   lock file is held as long as any process of that number lives, except for the one it is told here (as its own
 *   `pg_ctl` tells it); it still makes sure itself that nobody uses the shared memory of the server before.
 * @returns why it ended; `undefined` once it is ready, or at the deadline.
 */
export async function launchServer(
  launch: Launch,
  port: number,
  deadline: number,
  stale?: number,
): Promise<string | undefined> {
  const [program, ...args] =
    process.platform === 'win32' ? windowsCommand(launch, port) : command(launch, port)
  const { env, ...options } = surroundings(launch.account)
  const child = spawn(program, args, {
    ...options,
    env: { ...env, ...(stale !== undefined && { PG_GRANDPARENT_PID: `${stale}` }) },
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (part: Buffer) => (complaint += part.toString()))
  const end = once(child, 'close').then(
    () => 'ended',
    (error: Error) => (complaint = error.message),
  )
  while (Date.now() < deadline) {
    const ended = await Promise.race([end, delay(20)])
    const present = await readPidFile(launch.files)
    // The server before may have listened on the same port.
    if (present?.port === port && present.status === 'ready' && present.pid !== stale) break
    if (ended !== undefined) return failureIn(complaint || (await readLog(launch.files)))
  }
  child.unref()
  child.stderr.destroy()
  return undefined
}

function command({ distribution, files, durable }: Launch, port: number): [string, ...string[]] {
  const settings = Object.entries({ ...settingsFor(durable, port), unix_socket_directories: '' })
  const options = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = [programOf(distribution, 'postgres'), '-D', files, ...options]
  return ['/bin/sh', '-c', BECOME_SERVER, 'sh', logIn(files), ...server]
}

/** On Windows only `pg_ctl` can start a server for an administrator: it gives the rights away first. */
function windowsCommand({ distribution, files, durable }: Launch, port: number): [string, ...string[]] {
  const settings = Object.entries(settingsFor(durable, port))
  const options = settings.map(([name, value]) => `-c ${name}=${value}`).join(' ')
  return [programOf(distribution, 'pg_ctl'), 'start', '-w', '-D', files, '-l', logIn(files), '-o', options]
}

function settingsFor(durable: boolean, port: number): Record<string, string> {
  const settings = { port: `${port}`, listen_addresses: '127.0.0.1' }
  if (durable) return settings
  return { ...settings, fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
}
