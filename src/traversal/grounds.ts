import type { BatchRead } from '../database/batches.js'
import type { Reads } from '../database/reads.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import type { NodeKey } from '../graph/nodes.js'
import type { HeldTies } from './memory/held-ties.js'
import { MemoryGround } from './memory/memory-ground.js'
import type { Ground, Steps } from './ground.js'
import { type ImpactAnswer, impactOf, type ImpactQuestion } from './impact.js'
import { SqlGround } from './sql-ground.js'

/** What is touched by a change of a node, at a version of the graph. */
export interface FoundImpact {
  readonly version: string
  readonly root: NodeLink
  readonly answer: ImpactAnswer
}

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
    const ties = this.held?.at(await this.version())
    return ties ? new MemoryGround(ties, steps) : new SqlGround(this.reads, steps)
  }

  /** What is touched, at the version that was read last, where no question of the database is needed to tell; else null. */
  async impactAhead(named: NodeKey, asked: Omit<ImpactQuestion, 'root'>): Promise<FoundImpact | null> {
    const ties = this.held?.latest
    const node = ties?.nodeNamed(named) ?? -1
    if (!ties || node < 0) return null
    const root = { kind: named.kind, id: ties.idOfNode(node) }
    const ground = (steps: Steps) => Promise.resolve(new MemoryGround(ties, steps))
    const [answer] = (await impactOf(ground, [{ ...asked, root }])) as [ImpactAnswer]
    return { version: ties.version, root, answer }
  }

  readonly impactOf: BatchRead<ImpactQuestion, ImpactAnswer> = (_reads, questions) =>
    impactOf((steps) => this.groundFor(steps), questions)
}
