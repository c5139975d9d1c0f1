import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { NodeKind } from '../../kernel/node-kind.js'
import { sharedColumns } from '../../graph/node-source.js'
import type { NodeId, NodeLookup, Nodes } from '../../graph/nodes.js'
import { NotNow } from './not-written.js'

const ID = join(sharedColumns(new Set(['id'])))

/** The tables that stand before a statement: what is read once and used in several places. */
export class StatementHead implements NodeLookup {
  readonly #tables: Sql[] = []
  /** Those with the nodes that arguments name, which must be there. */
  readonly #named: Sql[] = []

  constructor(private readonly nodes: Nodes) {}

  get size(): number {
    return this.#tables.length
  }

  /** @returns the name of the table with these rows */
  add(rows: Sql): Sql {
    this.#tables.push(rows)
    return nameOf(this.#tables.length - 1)
  }

  /** @throws NotNow where it cannot be of one of the kinds, BadInputError where the text names nothing. */
  demand(argument: string, text: string, ...kinds: readonly NodeKind[]): { readonly id: NodeId } {
    const key = this.nodes.keyOf(argument, text, ...kinds)
    const reads = this.nodes.sources.get(key.kind)
    if (!reads || (kinds.length > 0 && !kinds.includes(key.kind))) throw new NotNow()
    const named = this.add(
      'code' in key
        ? reads.byCode.statement(sql`array[${key.code}]::text[]`, ID)
        : sql`select ${ID} from node n where n.id = ${key.id}::uuid and n.kind = ${key.kind}`,
    )
    this.#named.push(named)
    return { id: sql`(select id from ${named} limit 1)` }
  }

  get tables(): Sql {
    const tables = this.#tables.map((rows, at) => sql`${nameOf(at)} as materialized (${rows})`)
    return tables.length > 0 ? sql`with ${join(tables)}` : sql``
  }

  /** True where each node that arguments name is there. */
  get found(): Sql {
    return join([sql`true`, ...this.#named.map((table) => sql`exists (select from ${table})`)], ' and ')
  }
}

function nameOf(at: number): Sql {
  return raw(`head_${at}`)
}
