import { CommanderError } from 'commander'
import { StartupError } from '../kernel/errors.js'
import { commandLine, type Run, type Work } from './command-line.js'
import type { FollowVersions } from './follow-changes.js'
import { AskError, type Graph } from './graph.js'
import { Interruption, interruptible } from './interruption.js'
import { type Outputs, Terminal } from './terminal.js'
import type { VerifyLedger } from './verify.js'

/** The database of a command, for as long as it runs. */
export interface Attached {
  readonly url: string
  readonly notices: readonly string[]
  release(): Promise<void>
}

/** What the commands are wired to. */
export interface Wiring extends Outputs {
  /** Aborts when the user has had enough. Its reason is the signal's name. */
  readonly signal: AbortSignal
  attach(): Promise<Attached>
  /** @throws StartupError where this is no database of ours. */
  checkDatabase(url: string): Promise<void>
  openGraph(url: string, signal: AbortSignal): Promise<Graph>
  readonly verifyLedger: VerifyLedger
  readonly followVersions: FollowVersions
}

/** @returns the exit code: 0 fine, 1 the answer is no, 2 it could not be asked; 130 and 143 as after those signals. */
export async function runCommand(args: readonly string[], wiring: Wiring): Promise<number> {
  const terminal = new Terminal(wiring)
  try {
    return await parsed(args, wiring, terminal)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof Interruption) return error.exitCode
    const isTold = error instanceof StartupError || error instanceof AskError
    terminal.tell(
      isTold ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error),
    )
    return error instanceof AskError && error.code === 'NOT_FOUND' ? 1 : 2
  }
}

async function parsed(args: readonly string[], wiring: Wiring, terminal: Terminal): Promise<number> {
  let code = 0
  const run: Run = async (work, isEndless = false) => {
    code = await attachedTo(wiring, terminal, isEndless ? work : interruptible(wiring.signal, work))
  }
  await commandLine(wiring, terminal, run).parseAsync(args, { from: 'user' })
  return code
}

async function attachedTo(wiring: Wiring, terminal: Terminal, work: Work): Promise<number> {
  const attached = await wiring.attach()
  for (const notice of attached.notices) terminal.tell(notice)
  try {
    await wiring.checkDatabase(attached.url)
    return await work(attached.url)
  } finally {
    await attached.release()
  }
}
