import type { BatchRead } from '../database/batches.js'
import type { Reads } from '../database/reads.js'
import type { HeldTies } from './memory/held-ties.js'
import { MemoryGround } from './memory/memory-ground.js'
import type { Ground, Steps } from './ground.js'
import { type ImpactAnswer, impactOf, type ImpactQuestion } from './impact.js'
import { SqlGround } from './sql-ground.js'

/** What one request walks over: ties held in memory where they are those of the very version that it reads, else SQL. */
export class Grounds {
  /**
   * @param held of what whoever asks may see at present; left out where nothing is held of it
   * @param version that the request reads
   */
  constructor(
    private readonly reads: Reads,
    private readonly version: () => Promise<string>,
    private readonly held?: HeldTies,
  ) {}

  async groundFor(steps: Steps): Promise<Ground> {
    return (await this.#atHand())?.(steps) ?? new SqlGround(this.reads, steps)
  }

  /** Whether any ties are held, be it those of the version that is read or of another. */
  get areHeld(): boolean {
    return this.held?.areHeld ?? false
  }

  /** What is touched, where no question of the database is needed to tell; else null. */
  async impactAtHand(question: ImpactQuestion): Promise<ImpactAnswer | null> {
    const ground = await this.#atHand()
    if (!ground) return null
    const [answer = null] = await impactOf((steps) => Promise.resolve(ground(steps)), [question])
    return answer
  }

  async #atHand(): Promise<((steps: Steps) => Ground) | undefined> {
    const ties = this.held?.at(await this.version())
    return ties && ((steps) => new MemoryGround(ties, steps))
  }

  readonly impactOf: BatchRead<ImpactQuestion, ImpactAnswer> = (_reads, questions) =>
    impactOf((steps) => this.groundFor(steps), questions)
}
