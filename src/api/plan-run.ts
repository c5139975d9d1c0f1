import type { GraphQLResolveInfo } from 'graphql'

/** Where a value of the answer belongs. */
export type Place = Record<string | number, unknown>
export type Complete = (run: PlanRun, value: unknown, into: Place, key: string | number) => void

/** Resolvers are told of the request by its context, never by the place in the document (direct-resolvers.ts). */
export const NO_INFO = {} as GraphQLResolveInfo

/** One execution of a plan: it ends when nothing is waited for any more, or with the first thing that goes wrong. */
export class PlanRun {
  readonly #args = new Map<object, object>()
  #waiting = 1
  #isOver = false
  #end!: { resolve: () => void; reject: (reason: unknown) => void }
  readonly #ended = new Promise<void>((resolve, reject) => {
    this.#end = { resolve, reject }
  })

  constructor(
    readonly context: unknown,
    readonly variables: Readonly<Record<string, unknown>>,
  ) {
    // Nobody may be waiting for the end yet when something goes wrong.
    this.#ended.catch(() => {
      this.#isOver = true
    })
  }

  /** Arguments given by variables are the same for the whole run. */
  argsOf<Args extends object>(read: (variables: PlanRun['variables']) => Args): Args {
    const known = this.#args.get(read) as Args | undefined
    if (known) return known
    const made = read(this.variables)
    this.#args.set(read, made)
    return made
  }

  /** Completes a value, now or as soon as it is there. */
  settle(complete: Complete, value: unknown, into: Place, key: string | number): void {
    if (!isThenable(value)) {
      complete(this, value, into, key)
      return
    }
    into[key] = null // keeps its place among the others
    this.#waiting++
    value.then((settled) => {
      if (this.#isOver) return
      try {
        complete(this, settled, into, key)
        this.#done()
      } catch (error) {
        this.#end.reject(error)
      }
    }, this.#end.reject)
  }

  /** Call once, after everything was begun. @throws whatever went wrong first */
  ended(): Promise<void> {
    this.#done()
    return this.#ended
  }

  #done(): void {
    if (--this.#waiting === 0) this.#end.resolve()
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  )
}
