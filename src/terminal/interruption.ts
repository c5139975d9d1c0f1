import { constants } from 'node:os'

/** The user ended the command before it was done. */
export class Interruption extends Error {
  override readonly name = 'Interruption'
  /** As shells tell the end by a signal. */
  readonly exitCode: number

  constructor(reason: unknown) {
    super('interrupted')
    this.exitCode = 128 + (reason === 'SIGTERM' ? constants.signals.SIGTERM : constants.signals.SIGINT)
  }
}

/** The same work, given up as soon as the signal aborts. @throws Interruption */
export function interruptible<A, T>(signal: AbortSignal, work: (a: A) => Promise<T>): (a: A) => Promise<T> {
  const interrupted = (): Interruption => new Interruption(signal.reason)
  return async (given) => {
    if (signal.aborted) throw interrupted()
    const doing = work(given)
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => reject(interrupted())
      signal.addEventListener('abort', leave, { once: true })
      void doing.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
    })
  }
}
