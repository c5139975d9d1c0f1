import type { FastifyReply } from 'fastify'
import { TimeoutError } from '../kernel/errors.js'

/**
 * How long somebody waits for the answer to one request: until the client leaves before it is answered, or the time is
 * over. Fastify's own `request.signal` watches the request, which Node closes as soon as its body is read: it aborts at
 * once or never, depending on when it is first looked at.
 */
export class Patience {
  #isOver = false
  #timeout: TimeoutError | undefined
  readonly #waiting: (() => void)[] = []
  /** Made where somebody wants it: an answer that is kept is found sooner than this is made. */
  #controller: AbortController | undefined

  constructor({ raw }: FastifyReply, milliseconds: number) {
    const timer = setTimeout(() => {
      this.#end(new TimeoutError(`The answer took more than ${milliseconds} milliseconds`))
    }, milliseconds)
    raw.once('close', () => {
      clearTimeout(timer)
      if (!raw.writableEnded) this.#end()
    })
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Aborts when it is over, with a TimeoutError as its reason where the time is. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController()
    if (this.#isOver) this.#controller.abort(this.#timeout)
    return this.#controller.signal
  }

  /**
   * What comes of the work; undefined where the client left first.
   *
   * @throws TimeoutError where the time was over first, and what the work throws
   */
  until<T>(work: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        if (this.#timeout) reject(this.#timeout)
        else resolve(undefined)
      }
      work.then(resolve, reject)
      if (this.#isOver) giveUp()
      else this.#waiting.push(giveUp)
    })
  }

  #end(timeout?: TimeoutError): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#timeout = timeout
    this.#controller?.abort(timeout)
    for (const giveUp of this.#waiting) giveUp()
  }
}
