import type { Awaitable } from '../kernel/awaitable.js'
import type { NodeKind } from '../kernel/node-kind.js'
import type { KeyedRead } from '../database/batches.js'
import type { ListQuestion, ListRead } from '../database/list-question.js'
import type { ListRequest } from '../database/list-request.js'
import type { NodeLink } from './linked-nodes.js'
import type { NodeLookup } from './nodes.js'
import type { Writing } from './written.js'

/**
 * What a field's resolver will ask for, known before it runs: so that all that a query needs is read by one statement.
 * The resolver stays what the field means: without this, or where this is not enough, it asks by itself.
 */
export interface Ahead {
  /** Columns of its row that it reads, as rows name them; where they hang on arguments, all of them without those. */
  readonly columns: readonly string[] | ((args: Arguments) => readonly string[])
  readonly step: Step | null
  /** Its value in SQL, so that the database may write it; left out where only its resolver can tell. */
  readonly written?: Writing
}

export type Arguments = Readonly<Record<string, unknown>>

export type Step =
  /** The node that a column of the row names. */
  | { readonly by: 'column'; readonly column: string; readonly kind: NodeKind }
  /** The node at one end of a tie. */
  | { readonly by: 'end'; readonly end: 'source' | 'target' }
  /** The nodes that a question by the row's id links to. */
  | { readonly by: 'links'; readonly read: KeyedRead<NodeLink[]>; readonly kinds: readonly NodeKind[] }
  /** What a question by the row's id answers. */
  | { readonly by: 'value'; readonly read: KeyedRead<unknown> }
  /** The node that the argument `code` finds. */
  | { readonly by: 'code'; readonly kind: NodeKind }
  | ListStep
  /** Something about a whole list. */
  | { readonly by: 'aggregate'; readonly read: ListRead<unknown, unknown> }

/** A list, of everything or of the row. */
export interface ListStep {
  readonly by: 'list'
  readonly pages: ListRead<unknown, unknown>
  readonly counts: ListRead<unknown, unknown>
  /** What its rows are: nodes of this kind, or ties. */
  readonly of: NodeKind | 'TIE'
  /** By which of its parents the list is asked; null for the list of everything. */
  readonly parent: string | null
  /** The request that the resolver makes of its arguments, but for the id of the parent. */
  request(args: Arguments, nodes: NodeLookup): Awaitable<ListRequest<unknown>>
}

export function readsColumns(...columns: readonly string[]): Ahead {
  return { columns, step: null }
}

export function readsColumnsBy(columns: (args: Arguments) => readonly string[]): Ahead {
  return { columns, step: null }
}

export function nodeIn(column: string, kind: NodeKind): Ahead {
  return { columns: [column], step: { by: 'column', column, kind } }
}

export function tieEnd(end: 'source' | 'target'): Ahead {
  return { columns: [`${end}Id`, `${end}Kind`], step: { by: 'end', end } }
}

export function linkedBy(read: KeyedRead<NodeLink[]>, ...kinds: readonly NodeKind[]): Ahead {
  return { columns: [], step: { by: 'links', read, kinds } }
}

export function valueOf<Value>(read: KeyedRead<Value>): Ahead {
  return { columns: [], step: { by: 'value', read } }
}

export function nodeByCode(kind: NodeKind): Ahead {
  return { columns: [], step: { by: 'code', kind } }
}

export function aggregateOf<Filter, Value>(read: ListRead<Filter, Value>): Ahead {
  return { columns: [], step: { by: 'aggregate', read: read as ListRead<unknown, unknown> } }
}

/** A list of the nodes or ties that `list` finds, asked as `request` tells of the arguments of the field. */
export function listOf<Filter, Args>(
  list: ListQuestion<Filter, object>,
  of: ListStep['of'],
  parent: string | null,
  request: (args: Args, nodes: NodeLookup) => Awaitable<ListRequest<Filter>>,
): Ahead {
  const step: ListStep = {
    by: 'list',
    pages: list.pages as ListRead<unknown, unknown>,
    counts: list.counts as ListRead<unknown, unknown>,
    of,
    parent,
    request: (args, nodes) => request(args as Args, nodes),
  }
  return { columns: [], step }
}
