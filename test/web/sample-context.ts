import { type EventEmitter, once } from 'node:events'
import type { ContextRequest } from '../../src/api/context.js'

/** Keeps what it knows in private fields, which a copy of it would not have. */
export class SampleContext {
  readonly #acceptLanguage: string | undefined
  readonly #signal: AbortSignal
  readonly #events: EventEmitter

  constructor({ acceptLanguage, signal }: ContextRequest, events: EventEmitter) {
    this.#acceptLanguage = acceptLanguage
    this.#signal = signal
    this.#events = events
    events.emit('opened')
  }

  describe(): string {
    return this.#acceptLanguage ?? 'none'
  }

  async runForEver(): Promise<string> {
    this.#events.emit('running')
    await once(this.#signal, 'abort')
    this.#events.emit('cancelled')
    throw new Error('canceling statement due to user request')
  }

  async untilReleased(): Promise<string> {
    this.#events.emit('running')
    await once(this.#events, 'release')
    return 'released'
  }

  async version(): Promise<string> {
    return '7'
  }

  hangsOn(): undefined {
    return undefined
  }

  async close(): Promise<void> {
    this.#events.emit('closed')
  }
}
