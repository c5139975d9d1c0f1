import fc from 'fast-check'
import type { Client } from 'pg'
import type { NodeKind } from '../../src/kernel/node-kind.js'
import { RELATION_KIND_NAMES } from '../../src/graph/relation-kind.js'

/** Kinds that hang together in many ways, also through the columns of their tables. */
export const KINDS = [
  'PROJECT', 'WORKSTREAM', 'PILLAR', 'PORTFOLIO', 'DELIVERABLE', 'BUILDING_BLOCK', 'REGULATION', 'NEED', 'TARGET_GROUP',
  'ENTITY',
] as const satisfies readonly NodeKind[] // prettier-ignore

export const DAYS = ['2024-12-31', '2025-01-01', '2025-06-01', '2026-01-01']
const MOST_NODES = 16

/** Half-open; open at an end where that is null. */
type Period = readonly [string | null, string | null]

export interface RandomGraph {
  readonly nodes: readonly {
    readonly kind: (typeof KINDS)[number]
    readonly letter: string
    readonly period: Period
    readonly draft: boolean
  }[]
  /** Ends by place in the list of nodes, and which of the kinds that may tie them; what may not be is left out. */
  readonly ties: readonly {
    readonly source: number
    readonly target: number
    readonly pick: number
    readonly period: Period
  }[]
}

const period: fc.Arbitrary<Period> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Period>([null, null]) },
  { weight: 1, arbitrary: fc.constantFrom<Period>(['2025-01-01', null], [null, '2025-06-01'], ['2025-01-01', '2026-01-01']) },
) // prettier-ignore

/** Cycles, parallel ties, ties that overlap nowhere in time, codes that several kinds share, drafts. */
export const randomGraph: fc.Arbitrary<RandomGraph> = fc.record({
  nodes: fc.array(
    fc.record({
      // Several projects with several results each: what matters shows where ways meet.
      kind: fc.oneof(fc.constantFrom(...KINDS), fc.constantFrom('PROJECT', 'PROJECT', 'DELIVERABLE', 'BUILDING_BLOCK')),
      letter: fc.constantFrom('a', 'b', 'C', '1'),
      period,
      draft: fc.boolean().map((heads) => heads).chain((heads) => (heads ? fc.boolean() : fc.constant(false))),
    }),
    { minLength: 6, maxLength: MOST_NODES },
  ),
  ties: fc.array(
    fc.record({ source: fc.nat(MOST_NODES - 1), target: fc.nat(MOST_NODES - 1), pick: fc.nat(50), period }),
    { minLength: 20, maxLength: 100 },
  ),
}) // prettier-ignore

export interface WrittenNode {
  readonly id: string
  readonly kind: NodeKind
}

/** Draws random graphs, one over the other, in a database whose laws it does not ask: each is the next version. */
export class RandomGraphs {
  private constructor(
    private readonly client: Client,
    private readonly allowed: ReadonlyMap<string, readonly string[]>,
  ) {}

  static async in(client: Client): Promise<RandomGraphs> {
    const { rows } = await client.query<{ ends: string; kinds: string[] }>(
      `select source_kind || ' ' || target_kind as ends, array_agg(kind order by kind) as kinds from relation_rule group by 1`,
    )
    await client.query('set session_replication_role = replica')
    return new RandomGraphs(client, new Map(rows.map(({ ends, kinds }) => [ends, kinds])))
  }

  /** @returns its nodes, in the order of the list */
  async draw(graph: RandomGraph): Promise<WrittenNode[]> {
    const nodes = graph.nodes.map((node, i) => ({
      ...node,
      id: idOf(1, i * 7),
      code: `${node.letter}${graph.nodes.slice(0, i).filter((other) => other.kind === node.kind && other.letter === node.letter).length}`,
    }))
    const row = (id: string, [from, to]: Period) => ({
      id, inferred: false, valid_from: from, valid_from_precision: from && 'DAY', valid_to: to, valid_to_precision: to && 'DAY',
    }) // prettier-ignore
    const tables: Record<string, object[]> = {
      node: nodes.map(({ id, kind, code, period }) => ({ ...row(id, period), kind, code, name_nl: code })),
      draft: nodes.flatMap(({ id, draft }) => (draft ? [{ subject_id: id, belongs_to: id }] : [])),
      relation: graph.ties.flatMap((tie, i) => {
        const [source, target] = [nodes[tie.source], nodes[tie.target]]
        if (!source || !target || source === target) return []
        const kinds = this.allowed.get(`${source.kind} ${target.kind}`) ?? []
        const kind = kinds[tie.pick % kinds.length]
        if (!kind) return []
        return [{
          ...row(idOf(2, (i * 37) % 101), tie.period), kind,
          source_id: source.id, source_kind: source.kind, target_id: target.id, target_kind: target.kind,
        }] // prettier-ignore
      }),
    }
    const others = (kind: NodeKind, i: number) =>
      nodes.filter((node) => node.kind === kind)[i % 3]?.id ?? null
    tables['pillar'] = nodes.flatMap(({ id, kind }, i) =>
      kind === 'PILLAR' && others('PORTFOLIO', i) ? [{ id, kind, number: i + 1, portfolio_id: others('PORTFOLIO', i) }] : [],
    ) // prettier-ignore
    tables['project'] = nodes.flatMap(({ id, kind }, i) =>
      kind === 'PROJECT' && others('PORTFOLIO', i)
        ? [{ id, kind, number: i + 1, portfolio_id: others('PORTFOLIO', i), pillar_id: others('PILLAR', i), owner_id: others('ENTITY', i) }]
        : [],
    ) // prettier-ignore
    tables['workstream'] = nodes.flatMap(({ id, kind }, i) =>
      kind === 'WORKSTREAM' ? [{ id, kind, number: i + 1, project_id: others('PROJECT', i) }] : [],
    )
    tables['column_tie'] = nodes.flatMap(({ id, kind, period }, i) => {
      const { id: _, ...days } = row(id, period)
      return kind === 'PROJECT' && i % 2 === 0 ? [{ ...days, node_id: id, column_name: 'pillar' }] : []
    })
    await this.#write(tables)
    return nodes
  }

  async #write(tables: Readonly<Record<string, object[]>>): Promise<void> {
    // What an earlier one left open where it failed.
    await this.client.query('rollback')
    await this.client.query('begin')
    for (const [table, rows] of Object.entries(tables)) {
      await this.client.query(`delete from ${table}`)
      // Two ties of one kind between the same nodes may not overlap in time: one of them is left out.
      await this.client.query(
        `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1) on conflict do nothing`,
        [JSON.stringify(rows)],
      )
    }
    await this.client.query('update graph_head set version = version + 1')
    await this.client.query('commit')
  }
}

/** Ids whose order is not that in which they are written. */
function idOf(family: number, number: number): string {
  const digits = (number % 256).toString(16).padStart(2, '0')
  return `${digits}000000-0000-4000-8000-0000000000${family}0`
}

export const relationKinds = fc.option(fc.subarray(RELATION_KIND_NAMES, { minLength: 8 }))
