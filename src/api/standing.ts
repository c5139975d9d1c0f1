import { type Caller, PUBLIC_CALLER } from '../access/caller.js'
import { ForbiddenError, UnauthenticatedError } from '../access/refusals.js'

/** Who asks, told anew each time. @throws UnauthenticatedError, ForbiddenError once they may no longer */
export type Identify = () => Promise<Caller>

/** Whether whoever was let in still would be: a token expires and a key is revoked while a stream is open. */
export class Standing {
  readonly #lapse = new AbortController()

  constructor(
    private readonly identify: Identify,
    /** Milliseconds between two looks. */
    private readonly every: number,
  ) {}

  /** Aborts, with the refusal as its reason, once they would no longer be let in. */
  get signal(): AbortSignal {
    return this.#lapse.signal
  }

  /** What they are refused with; undefined as long as they are not. */
  get refusal(): UnauthenticatedError | ForbiddenError | undefined {
    return this.signal.reason as UnauthenticatedError | ForbiddenError | undefined
  }

  /** Who asks now. What keeps us from knowing is thrown too, and changes nothing. */
  async caller(): Promise<Caller> {
    try {
      return await this.identify()
    } catch (error) {
      if (isRefusal(error)) this.#lapse.abort(error)
      throw error
    }
  }

  /** Looks again and again, also while nothing is asked. @returns ends it */
  watch(caller: Caller): () => void {
    if (caller === PUBLIC_CALLER) return () => undefined // who says nothing of themselves stays who they are
    const timer = setInterval(() => void this.caller().catch(() => undefined), this.every)
    return () => clearInterval(timer)
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof UnauthenticatedError || error instanceof ForbiddenError
}
