import sql, { empty } from 'sql-template-tag'
import type { NodeKind } from '../kernel/node-kind.js'
import type { Reads } from '../database/reads.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import { RELATION_KINDS, type RelationKind } from '../graph/relation-kind.js'
import { validOn } from '../graph/tie.reads.js'
import { type Ground, stepWord, type Steps } from './ground.js'

interface StepRow {
  readonly near: string
  readonly far: string
  readonly nodeKind: NodeKind
  readonly code: string
  readonly kind: RelationKind
  readonly id: string
  readonly isBack: boolean
}

/** The ground as the database has it: one statement for all nodes that are opened together. */
export class SqlGround implements Ground {
  steps = new Uint32Array(256)
  ties = new Uint32Array(256)
  #size = 0
  readonly #begins: number[] = []
  readonly #ends: number[] = []
  readonly #numbers = new Map<string, number>()
  readonly #nodes: NodeLink[] = []
  /** Only of nodes that a step leads to: no others are ever compared. */
  readonly #codes: string[] = []
  readonly #tieIds: string[] = []

  constructor(
    private readonly reads: Reads,
    private readonly allowed: Steps,
  ) {}

  async open(nodes: () => Iterable<number>): Promise<void> {
    const closed = [...nodes()].filter((node) => this.#begins[node] === undefined)
    if (closed.length === 0) return
    const rows = await this.#read(closed.map((node) => this.nodeAt(node).id))
    const stepsOf = new Map<string, StepRow[]>(closed.map((node) => [this.nodeAt(node).id, []]))
    for (const row of rows) stepsOf.get(row.near)?.push(row)
    this.#makeRoomFor(rows.length)
    for (const node of closed) {
      this.#begins[node] = this.#size
      for (const row of stepsOf.get(this.nodeAt(node).id) ?? []) this.#add(row)
      this.#ends[node] = this.#size
    }
  }

  #read(near: readonly string[]): Promise<StepRow[]> {
    const { forwards, backwards, on, named = [] } = this.allowed
    const valid = on === null ? empty : sql`and ${validOn('tie', on)}`
    const farValid = on === null ? empty : sql`where (${validOn('n', on)}) or n.id = any(${named}::uuid[])`
    return this.reads.rows<StepRow>(sql`
      select step.near, step.far, n.kind as "nodeKind", n.code, step.kind, step.id, step.is_back as "isBack"
      from unnest(${near}::uuid[]) as opened (id) cross join lateral (
        select tie.id, tie.kind, tie.source_id as near, tie.target_id as far, false as is_back from tie
        where tie.source_id = opened.id and tie.kind = any(${forwards}::text[]) ${valid}
        union all
        select tie.id, tie.kind, tie.target_id, tie.source_id, true from tie
        where tie.target_id = opened.id and tie.kind = any(${backwards}::text[]) ${valid}
        offset 0
      ) as step cross join lateral (select * from node n where n.id = step.far offset 0) as n ${farValid}`)
  }

  #add({ far, nodeKind, code, kind, id, isBack }: StepRow): void {
    const node = this.numberOf({ id: far, kind: nodeKind })
    this.#codes[node] = code
    this.ties[this.#size] = this.#tieIds.push(id) - 1
    this.steps[this.#size++] = stepWord(node, isBack, RELATION_KINDS[kind].rank)
  }

  #makeRoomFor(steps: number): void {
    const needed = this.#size + steps
    if (needed <= this.steps.length) return
    this.steps = larger(this.steps, 2 * needed)
    this.ties = larger(this.ties, 2 * needed)
  }

  begin(node: number): number {
    return this.#begins[node] ?? NaN
  }

  end(node: number): number {
    return this.#ends[node] ?? NaN
  }

  /** The database left out what may not be taken. */
  takes(): boolean {
    return true
  }

  numberOf(node: NodeLink): number {
    const known = this.#numbers.get(node.id)
    if (known !== undefined) return known
    this.#numbers.set(node.id, this.#nodes.length)
    return this.#nodes.push(node) - 1
  }

  nodeAt(number: number): NodeLink {
    return this.#nodes[number] as NodeLink
  }

  kindAt(number: number): NodeKind {
    return this.nodeAt(number).kind
  }

  tieAt(number: number): string {
    return this.#tieIds[number] as string
  }

  compareNodes(a: number, b: number): number {
    return compare(this.#codes[a], this.#codes[b]) || compare(this.kindAt(a), this.kindAt(b))
  }

  compareTies(a: number, b: number): number {
    return compare(this.#tieIds[a], this.#tieIds[b])
  }
}

function larger(words: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(length)
  copy.set(words)
  return copy
}

/** Codes, kinds and ids are ASCII: by their bytes. */
function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0
}
