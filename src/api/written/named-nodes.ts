import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { NodeKind } from '../../kernel/node-kind.js'
import { sharedColumns } from '../../graph/node-source.js'
import type { NodeId, NodeLookup, Nodes } from '../../graph/nodes.js'
import { NotNow } from './answer-writer.js'

const ID = join(sharedColumns(new Set(['id'])))

/** The nodes that arguments name, found within the statement that asks about them. */
export class NamedNodes implements NodeLookup {
  readonly #tables: Sql[] = []

  constructor(private readonly nodes: Nodes) {}

  /** @throws NotNow where it cannot be of one of the kinds, BadInputError where the text names nothing. */
  demand(argument: string, text: string, ...kinds: readonly NodeKind[]): { readonly id: NodeId } {
    const key = this.nodes.keyOf(argument, text, ...kinds)
    const reads = this.nodes.sources.get(key.kind)
    if (!reads || (kinds.length > 0 && !kinds.includes(key.kind))) throw new NotNow()
    this.#tables.push(
      'code' in key
        ? reads.byCode.statement(sql`array[${key.code}]::text[]`, ID)
        : sql`select ${ID} from node n where n.id = ${key.id}::uuid and n.kind = ${key.kind}`,
    )
    return { id: sql`(select id from ${raw(this.#nameOf(this.#tables.length - 1))} limit 1)` }
  }

  /** What stands before the statement. */
  get tables(): Sql {
    const tables = this.#tables.map((rows, at) => sql`${raw(this.#nameOf(at))} as materialized (${rows})`)
    return tables.length > 0 ? sql`with ${join(tables)}` : sql``
  }

  /** True where each of them is there. */
  get found(): Sql {
    return join(
      [sql`true`, ...this.#tables.map((_, at) => sql`exists (select from ${raw(this.#nameOf(at))})`)],
      ' and ',
    )
  }

  #nameOf(at: number): string {
    return `named_${at}`
  }
}
