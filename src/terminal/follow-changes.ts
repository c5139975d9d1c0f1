import { setTimeout as delay } from 'node:timers/promises'
import type { ChangePrinter } from './change-printer.js'
import { isCut, reasonOf } from './cut.js'
import type { Terminal } from './terminal.js'
import type { FollowVersions } from './tools.js'

export interface Following {
  readonly url: string
  readonly after: string
  readonly signal: AbortSignal
  readonly followVersions: FollowVersions
}

const PAUSE = 1_000

/** Prints what stands, then whatever is new after each new version, until the signal aborts or nobody reads any more. */
export async function followChanges(
  printer: ChangePrinter,
  { url, after, signal, followVersions: follow }: Following,
  terminal: Terminal,
): Promise<void> {
  const ending = new AbortController()
  const either = AbortSignal.any([signal, ending.signal])
  const onCut = (error: Error): void => {
    if (!either.aborted) terminal.tell(`the database connection was cut (${reasonOf(error)}): trying again`)
  }
  try {
    // At once, so that a wrong question is told and not waited for.
    await printPatiently(printer, either, onCut)
    if (terminal.isClosed()) return
    for await (const _ of follow(url, after, either, onCut)) {
      await printPatiently(printer, either, onCut)
      if (terminal.isClosed() || either.aborted) return
    }
  } catch (error) {
    // What was given up because of the signal is no failure.
    if (!either.aborted) throw error
  } finally {
    ending.abort()
  }
}

async function printPatiently(
  printer: ChangePrinter,
  signal: AbortSignal,
  onCut: (error: Error) => void,
): Promise<void> {
  for (;;) {
    try {
      await printer.printNew()
      return
    } catch (error) {
      if (signal.aborted || !isCut(error)) throw error
      onCut(error)
    }
    await delay(PAUSE, undefined, { signal })
  }
}
