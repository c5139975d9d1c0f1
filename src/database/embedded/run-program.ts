import { spawn } from 'node:child_process'
import { parse } from 'node:path'

/** A user of the operating system. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

export interface Outcome {
  /** 0 for success; `null` where the program could not be started or was ended by a signal. */
  readonly code: number | null
  /** Both of its outputs, as they came. */
  readonly output: string
}

export interface RunOptions {
  readonly account?: Account | undefined
}

/** Runs one of the distribution's programs to its end. Never rejects: what went wrong is in the outcome. */
export function runProgram(
  program: string,
  args: readonly string[],
  { account }: RunOptions = {},
): Promise<Outcome> {
  const outcome = new Promise<Outcome>((resolve) => {
    let output = ''
    const child = spawn(program, args, { ...surroundings(account), stdio: ['ignore', 'pipe', 'pipe'] })
    const collect = (part: Buffer) => (output += part.toString())
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => resolve({ code: null, output: error.message }))
    child.on('close', (code) => resolve({ code, output }))
  })
  // Node tells some failures to start (not that of a missing file) by throwing.
  return outcome.catch((error: Error) => ({ code: null, output: error.message }))
}

/** How every program is started: as the account, from a folder that never goes away, with nothing of our secrets. */
export function surroundings(account: Account | undefined) {
  return {
    cwd: parse(process.cwd()).root,
    env:
      process.platform === 'win32'
        ? windowsEnvironment()
        : { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
    windowsHide: true,
    // Some systems count `nobody` from the top (4294967294), where spawn takes the same number as -2.
    ...(account && { uid: account.uid | 0, gid: account.gid | 0 }),
  }
}

/** Windows programs need a dozen variables to live, but none that would lead PostgreSQL's tools to another server. */
function windowsEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(PG|DATABASE_URL$)/i.test(name)),
  )
}
