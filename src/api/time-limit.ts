import { TimeoutError } from '../kernel/errors.js'

/** Does a part of a longer work under a signal of its own, which aborts with the whole, or when the time is over. */
export async function withinTime<T>(
  whole: AbortSignal,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const part = new AbortController()
  const stop = (): void => part.abort(whole.reason)
  const timer = setTimeout(() => {
    part.abort(new TimeoutError(`The answer took more than ${milliseconds} milliseconds`))
  }, milliseconds)
  whole.addEventListener('abort', stop)
  if (whole.aborted) stop()
  try {
    return await work(part.signal)
  } finally {
    clearTimeout(timer)
    // By hand: a signal for many parts would keep what AbortSignal.any makes of it.
    whole.removeEventListener('abort', stop)
  }
}
