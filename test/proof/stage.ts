import { EventEmitter, once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from 'pg'
import type { DataSource } from 'typeorm'

/** A writer on the stage: its statements run when it has its turn. */
interface Actor {
  state: 'running' | 'waiting' | 'ended'
  proceed: () => void
}

/**
 * Lets writers take turns: each goes on until its next step or its end, or until it waits for another one in the database,
 * in which case the turn passes and it goes on by itself as soon as that one lets it.
 */
export class Stage {
  readonly #actors: Actor[]
  readonly #changed = new EventEmitter()
  #isPaced = false
  #backends: number[] = []

  /**
   * @param sources of one connection each
   * @param steps statements before which a writer waits for its turn
   */
  constructor(
    private readonly monitor: Client,
    private readonly sources: readonly DataSource[],
    private readonly steps: RegExp,
  ) {
    this.#actors = sources.map((source) => {
      const actor: Actor = { state: 'ended', proceed: () => undefined }
      this.#pace(source, actor)
      return actor
    })
  }

  /**
   * @param choose says which of the writers that wait goes on.
   * @returns who had the turns, one figure each.
   */
  async play<Ended>(
    works: readonly (() => Promise<Ended>)[],
    choose: (waiting: readonly number[]) => number,
  ): Promise<{ turns: string; ended: Ended[] }> {
    // Connections that nobody used for a while were closed.
    const told = this.sources.map((source) =>
      source.query<{ pid: number }[]>('select pg_backend_pid() as pid'),
    )
    this.#backends = (await Promise.all(told)).map(([row]) => row?.pid ?? 0)
    this.#isPaced = true
    for (const actor of this.#actors) actor.state = 'running'
    const ends = works.map(async (work, i) => {
      try {
        return await work()
      } finally {
        this.#become(this.#actors[i] as Actor, 'ended')
      }
    })
    let turns = ''
    for (;;) {
      await this.#settled()
      const waiting = this.#actors.flatMap(({ state }, i) => (state === 'waiting' ? [i] : []))
      if (waiting.length === 0) break
      const next = waiting[choose(waiting)] as number
      turns += String(next)
      const actor = this.#actors[next] as Actor
      actor.state = 'running'
      actor.proceed()
    }
    this.#isPaced = false
    return { turns, ended: await Promise.all(ends) }
  }

  #pace(source: DataSource, actor: Actor): void {
    const make = source.createQueryRunner.bind(source)
    source.createQueryRunner = (mode) => {
      const runner = make(mode)
      const query = runner.query.bind(runner) as (...asked: unknown[]) => Promise<never>
      runner.query = async (...asked: unknown[]) => {
        if (this.#isPaced && this.steps.test(String(asked[0]))) {
          const turn = new Promise<void>((resolve) => (actor.proceed = resolve))
          this.#become(actor, 'waiting')
          await turn
        }
        return query(...asked)
      }
      return runner
    }
  }

  #become(actor: Actor, state: Actor['state']): void {
    actor.state = state
    this.#changed.emit('change')
  }

  /** Until each writer waits for its turn, has ended, or is held up by one that waits for its turn. */
  async #settled(): Promise<void> {
    const running = () => this.#actors.some(({ state }) => state === 'running')
    while (running()) {
      const change = new AbortController()
      await Promise.race([
        once(this.#changed, 'change', { signal: change.signal }).catch(() => undefined),
        delay(4, undefined, { signal: change.signal }).catch(() => undefined),
      ])
      change.abort()
      if (running() && (await this.#isHeldUp())) return
    }
  }

  async #isHeldUp(): Promise<boolean> {
    const { rows } = await this.monitor.query<{ holders: number[] }>(
      'select pg_blocking_pids(pid) as holders from unnest($1::int[]) with ordinality as a (pid, at) order by at',
      [this.#backends],
    )
    const isHeld = (i: number, seen: readonly number[]): boolean =>
      (rows[i]?.holders ?? []).some((holder) => {
        const by = this.#backends.indexOf(holder)
        if (by < 0 || seen.includes(by)) return false
        return this.#actors[by]?.state === 'waiting' || isHeld(by, [...seen, by])
      })
    return this.#actors.every(({ state }, i) => state !== 'running' || isHeld(i, [i]))
  }
}

/**
 * Plays again and again until every way to choose has been taken.
 * @returns how many different ways there were.
 */
export async function everyWay(
  play: (choose: (waiting: readonly unknown[]) => number) => Promise<string>,
): Promise<number> {
  const ways = new Set<string>()
  for (let path: number[] | undefined = []; path;) {
    const asked = path
    const taken: { choice: number; of: number }[] = []
    const way = await play((waiting) => {
      const choice = Math.min(asked[taken.length] ?? 0, waiting.length - 1)
      taken.push({ choice, of: waiting.length })
      return choice
    })
    ways.add(way)
    while (taken.length > 0 && (taken.at(-1)?.choice ?? 0) + 1 >= (taken.at(-1)?.of ?? 0)) taken.pop()
    const last = taken.pop()
    path = last && [...taken.map(({ choice }) => choice), last.choice + 1]
  }
  return ways.size
}
