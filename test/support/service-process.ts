import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** What `embedded-service.ts` has to say: up, or refused. */
export interface Answer {
  readonly url?: string
  readonly dataDirectory?: string
  readonly notices?: readonly string[]
  readonly refused?: string
}

/** A service in a process of its own, with nothing but an embedded PostgreSQL. */
export interface ServiceProcess {
  readonly pid: number
  readonly answer: Answer
  /** Waits for its end, which a signal may bring about. @returns the exit code, `null` where the signal ended it. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

/** @param uid of the operating system's user to run it as; ours where it is left out. */
export async function startServiceProcess(dataDirectory: string, uid?: number): Promise<ServiceProcess> {
  const child = spawn(
    process.execPath,
    ['--import', here('typescript.js'), here('embedded-service.ts'), dataDirectory],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      ...(uid !== undefined && { uid, gid: uid }),
    },
  )
  const exit = once(child, 'exit')
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'close'),
  ])) as unknown[]
  if (typeof line !== 'string') throw new Error('The service ended without a word')
  return { pid: pidOf(child), answer: JSON.parse(line) as Answer, end: (signal) => end(child, exit, signal) }
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('The service did not start')
  return pid
}

async function end(child: ChildProcess, exit: Promise<unknown[]>, signal?: NodeJS.Signals) {
  if (signal !== undefined) child.kill(signal)
  await exit
  return child.exitCode
}
