import { allThere, type Awaitable } from '../../src/kernel/awaitable.js'
import { randomUUID } from 'node:crypto'
import { Batches } from '../../src/database/batches.js'
import { Connections } from '../../src/database/connections.js'
import { Reads } from '../../src/database/reads.js'
import type { NodeLink } from '../../src/graph/linked-nodes.js'
import { type TieRecord, tiesByIds } from '../../src/graph/tie.reads.js'
import type { NodeKind } from '../../src/kernel/node-kind.js'
import { Grounds } from '../../src/traversal/grounds.js'
import { createGraphDatabase, type GraphDatabase, insert } from '../database/graph-database.js'

/** A graph drawn by hand: nodes by a short code, `PROJECT p1`, and ties between them, `p1 DELIVERS d1`. */
export class SmallGraph {
  readonly #nodes = new Map<string, NodeLink>()

  private constructor(
    private readonly database: GraphDatabase,
    private readonly connections: Connections,
  ) {}

  static async open(): Promise<SmallGraph> {
    const database = await createGraphDatabase()
    return new SmallGraph(database, new Connections({ url: database.url, onCut: () => undefined }))
  }

  async draw(nodes: string, ...ties: readonly string[]): Promise<void> {
    for (const node of nodes.split(', ')) {
      const [kind, code = ''] = node.split(' ')
      const id = randomUUID()
      this.#nodes.set(code, { kind: kind as NodeKind, id })
      await insert(this.database.client, 'node', { id, kind, code, name_nl: code })
    }
    for (const tie of ties) {
      const [source = '', kind, target = '', from = null, to = null] = tie.split(' ')
      await insert(this.database.client, 'relation', {
        id: randomUUID(),
        kind,
        source_id: this.node(source).id,
        source_kind: this.node(source).kind,
        target_id: this.node(target).id,
        target_kind: this.node(target).kind,
        valid_from: from,
        valid_from_precision: from && 'DAY',
        valid_to: to,
        valid_to_precision: to && 'DAY',
      })
    }
  }

  node(code: string): NodeLink {
    const node = this.#nodes.get(code)
    if (!node) throw new Error(`no node ${code}`)
    return node
  }

  codeOf({ id }: { readonly id: string }): string {
    return [...this.#nodes].find(([, node]) => node.id === id)?.[0] ?? id
  }

  /** Asks within one snapshot, by SQL, and counts the statements it took. */
  async ask<Answer>(
    question: (batches: Batches, grounds: Grounds) => Awaitable<Answer>,
  ): Promise<{ answer: Answer; statements: number }> {
    let statements = 0
    const reads = new Reads(this.connections, undefined, () => statements++)
    const grounds = new Grounds(reads, () => Promise.reject(new Error('not asked for')))
    try {
      return { answer: await question(new Batches(reads), grounds), statements }
    } finally {
      await reads.close()
    }
  }

  /** The kinds of these ties, in their order. */
  async kindsOf(ties: readonly string[]): Promise<(TieRecord['kind'] | undefined)[]> {
    const { answer } = await this.ask((batches) => allThere(ties.map((id) => batches.load(tiesByIds, id))))
    return answer.map((tie) => tie?.kind)
  }

  async close(): Promise<void> {
    await this.connections.end()
    await this.database.drop()
  }
}
