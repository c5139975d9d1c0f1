import sql, { raw, type Sql } from 'sql-template-tag'
import type { Awaitable } from '../kernel/awaitable.js'
import type { Language } from '../kernel/language.js'
import { NODE_KINDS, type NodeKind } from '../kernel/node-kind.js'
import type { KeyedRead } from '../database/batches.js'
import type { ListQuestion, ListRead } from '../database/list-question.js'
import type { ListRequest } from '../database/list-request.js'
import type { NodeLink } from './linked-nodes.js'
import type { NodeKey, NodeLookup } from './nodes.js'

export type Arguments = Readonly<Record<string, unknown>>

/** A row of the database, of which a field is to be written in SQL. */
export interface WrittenRow {
  readonly args: Arguments
  /** In which texts are told unless a field says otherwise. */
  readonly language: Language
  /** A column, as rows name it. */
  readonly column: (name: string) => Sql
  /** A text for the kind of the node. */
  readonly byKind: (text: (kind: NodeKind) => string) => Sql
}

/** An object by the names of its fields; null where `present` does not hold. */
export interface WrittenObject {
  readonly fields: Readonly<Record<string, Sql>>
  readonly present?: Sql
}

/** What a resolver makes of a row, in SQL: a value, or an object. */
export type Writing = (row: WrittenRow) => Sql | WrittenObject

/**
 * How the database may write the value of a field by itself, so that all that a query asks for is one statement.
 * The resolver stays what the field means: where nothing is told, or anything is refused, it answers.
 */
export type Written =
  /** Made of columns of the row. */
  | { readonly by: 'columns'; readonly write: Writing }
  /** The node that a column of the row names. */
  | { readonly by: 'column'; readonly column: string; readonly kinds: readonly NodeKind[] }
  /** The nodes or ties that a column of the row lists by their ids, in order. */
  | { readonly by: 'listed'; readonly column: string; readonly of: readonly NodeKind[] | 'TIE' }
  /** The nodes that a question by an id of the row links to. */
  | {
      readonly by: 'links'
      readonly read: KeyedRead<NodeLink[]>
      readonly kinds: readonly NodeKind[]
      readonly column: string
    }
  /** Made of the one row, if any, that a question by the row's id finds. */
  | {
      readonly by: 'row'
      readonly read: KeyedRead<unknown>
      readonly write: Writing
      readonly otherwise: Writing
    }
  /** The rows, of a shape of their own, that a question by the row's id finds. */
  | { readonly by: 'rows'; readonly read: KeyedRead<readonly object[]> }
  /** The rows, of a shape of their own, that a column of the row holds as JSON. */
  | { readonly by: 'held'; readonly column: string; readonly columns: ColumnTypes }
  | WrittenFind
  /** The node that the argument `code` finds. */
  | { readonly by: 'code'; readonly kind: NodeKind }
  | WrittenList
  /** Made of the one row that tells something about a whole list. */
  | { readonly by: 'aggregate'; readonly read: ListRead<unknown, unknown>; readonly write: Writing }

/** Columns by their names, which the fields that are made of them know, with their types in the database. */
export type ColumnTypes = Readonly<
  Record<string, 'boolean' | 'int' | 'json' | 'text' | 'text[]' | 'uuid' | 'uuid[]'>
>

/** What is found about the node that an argument names, by other means than the statement that tells it. */
export interface WrittenFind {
  readonly by: 'found'
  readonly argument: string
  /** Of the one row that is found. */
  readonly columns: ColumnTypes
  /** Null where it is not at hand. */
  find(root: NodeKey, args: Arguments, context: unknown): Promise<WrittenFinding | null>
}

export interface WrittenFinding {
  /** The version of the graph that it was found at: it is told only to who reads that. */
  readonly version: string
  /** The row, as JSON takes it. */
  readonly row: Readonly<Record<string, unknown>>
}

/** A list, of everything or of the row. */
export interface WrittenList {
  readonly by: 'list'
  readonly pages: ListRead<unknown, unknown>
  readonly counts: ListRead<unknown, unknown>
  /** What its rows are: nodes of this kind, or ties. */
  readonly of: NodeKind | 'TIE'
  /** By which of its parents the list is asked; null for the list of everything. */
  readonly parent: string | null
  /** The request that the resolver makes of its arguments, but for the id of the parent. */
  request(args: Arguments, nodes: NodeLookup): Awaitable<ListRequest<unknown>>
  /** @throws BadInputError for cursors of another list, also where no page is asked for */
  check(request: ListRequest<unknown>): void
}

export function ofColumns(write: Writing): Written {
  return { by: 'columns', write }
}

/** @param kinds of which the node may be; left out where it may be of any */
export function nodeIn(column: string, ...kinds: readonly NodeKind[]): Written {
  return { by: 'column', column, kinds: kinds.length > 0 ? kinds : NODE_KINDS }
}

export function nodesIn(column: string): Written {
  return { by: 'listed', column, of: NODE_KINDS }
}

export function tiesIn(column: string): Written {
  return { by: 'listed', column, of: 'TIE' }
}

export function rowsIn(column: string, columns: ColumnTypes): Written {
  return { by: 'held', column, columns }
}

export function linkedBy(read: KeyedRead<NodeLink[]>, ...kinds: readonly NodeKind[]): Written {
  return { by: 'links', read, kinds, column: 'id' }
}

/** Not of the row itself, but of a node that a column of it names. */
export function linkedFrom(
  column: string,
  read: KeyedRead<NodeLink[]>,
  ...kinds: readonly NodeKind[]
): Written {
  return { by: 'links', read, kinds, column }
}

export function rowOf(read: KeyedRead<unknown>, write: Writing, otherwise: Writing): Written {
  return { by: 'row', read, write, otherwise }
}

export function rowsOf(read: KeyedRead<readonly object[]>): Written {
  return { by: 'rows', read }
}

export function nodeByCode(kind: NodeKind): Written {
  return { by: 'code', kind }
}

export function aggregateOf<Filter, Value>(read: ListRead<Filter, Value>, write: Writing): Written {
  return { by: 'aggregate', read: read as ListRead<unknown, unknown>, write }
}

/** A list of the nodes or ties that `list` finds, asked as `request` tells of the arguments of the field. */
export function listOf<Filter, Args>(
  list: ListQuestion<Filter, object>,
  of: WrittenList['of'],
  parent: string | null,
  request: (args: Args, nodes: NodeLookup) => Awaitable<ListRequest<Filter>>,
): Written {
  return {
    by: 'list',
    pages: list.pages as ListRead<unknown, unknown>,
    counts: list.counts as ListRead<unknown, unknown>,
    of,
    parent,
    request: (args, nodes) => request(args as Args, nodes),
    check: (asked) => list.check(asked as ListRequest<Filter>),
  }
}

/** A text of which there is one in each language: that of the language asked for, else the other one. */
export function textIn(nl: string, en: string): Written {
  return ofColumns(({ args, language, column }) => {
    const [first, second] = (args['language'] ?? language) === 'EN' ? [en, nl] : [nl, en]
    return sql`coalesce(${column(first)}, ${column(second)})`
  })
}

/** A global id (global-id.ts): its alphabet is that of URLs, and `encode` breaks its lines. */
export function globalId(typeName: Sql, key: Sql): Sql {
  return base64url(sql`${typeName} || ':' || ${key}::text`)
}

export function base64url(text: Sql): Sql {
  return sql`translate(encode(convert_to(${text}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`
}

export function dayIn(date: string, precision: string): Written {
  return ofColumns(({ column }) => ({
    fields: { date: column(date), precision: sql`coalesce(${column(precision)}, 'DAY')` },
    present: sql`${column(date)} is not null`,
  }))
}

/** A text that stands in the statement itself. @throws Error for one that is no name */
export function literal(text: string): Sql {
  if (!/^[\w-]*$/.test(text)) throw new Error(`${JSON.stringify(text)} is no name`)
  return raw(`'${text}'`)
}
