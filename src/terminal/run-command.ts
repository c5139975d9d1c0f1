import { CommanderError } from 'commander'
import { DomainError, StartupError } from '../kernel/errors.js'
import { commandLine } from './command-line.js'
import { AskError } from './graph.js'
import { Interruption } from './interruption.js'
import { ProcessShell } from './shell.js'
import { type Outputs, Terminal } from './terminal.js'
import type { Tools } from './tools.js'

/** What the program is wired to. */
export type Wiring = Tools & Outputs

/** @returns the exit code: 0 fine, 1 the answer is no, 2 it could not be asked; 130 and 143 as after those signals. */
export async function runCommand(args: readonly string[], wiring: Wiring): Promise<number> {
  const terminal = new Terminal(wiring)
  const shell = new ProcessShell(wiring, terminal)
  try {
    await commandLine(shell).parseAsync(args, { from: 'user' })
    return shell.exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof Interruption) return error.exitCode
    const isTold = [StartupError, AskError, DomainError].some((kind) => error instanceof kind)
    const { message, stack, code } = error as Error & { code?: unknown }
    terminal.tell(isTold ? message : (stack ?? message))
    return isTold && code === 'NOT_FOUND' ? 1 : 2
  }
}
