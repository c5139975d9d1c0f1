import {
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
} from 'graphql'
import type { Sql } from 'sql-template-tag'
import type { NodeKind } from '../../kernel/node-kind.js'
import type { Writing } from '../../graph/written.js'
import type { KeptPart } from './kept-part.js'
import { NotWritten } from './not-written.js'
import type { PlaceRows, RowsOf } from './place-rows.js'
import type { StatementHead } from './statement-head.js'

/** A field as it is selected: its first node bears its arguments, and all of them what is selected of it. */
export class Selected {
  constructor(
    readonly parent: GraphQLObjectType,
    readonly key: string,
    private readonly nodes: readonly FieldNode[],
  ) {}

  get node(): FieldNode {
    return this.nodes[0] as FieldNode
  }

  get name(): string {
    return this.node.name.value
  }

  get isTypeName(): boolean {
    return this.name === TypeNameMetaFieldDef.name
  }

  /** @throws NotWritten where it is no field of the type, such as one of introspection */
  get field(): GraphQLField<unknown, unknown> {
    const field = this.parent.getFields()[this.name]
    if (!field) throw new NotWritten(this.name)
    return field
  }

  /** The type of what it leads to. */
  get type(): GraphQLNamedType {
    return getNamedType(this.field.type)
  }

  get sets(): SelectionSetNode[] {
    return this.nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  }
}

/** The rows of a place, and what is made of each. */
export interface Place<Part = Sql> {
  readonly rows: PlaceRows
  /** The fields, `value as "name"`, where they are the same of all rows; else null. */
  readonly items: Part | null
  /** The object as JSON. */
  readonly object: Part
}

export type KnownPlace = Place<Sql | KeptPart>

/** Places that are kept from one request to the next. */
export class KnownPlaces extends Map<string, KnownPlace> {
  /** How many names of rows they take up. */
  taken = 0
}

/** Writes the places of an answer. */
export interface PlaceWriter {
  /** Of the statement, where what arguments name is found. */
  readonly head: StatementHead
  /** What is asked of a field, as its class validates it. */
  args(field: GraphQLField<unknown, unknown>, node: FieldNode): Readonly<Record<string, unknown>>
  /** What is selected of an object, in the order of the answer. */
  selected(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Selected[]
  /** @throws NotWritten, NotNow, and what reading arguments throws */
  place(type: GraphQLNamedType, of: RowsOf, sets: readonly SelectionSetNode[]): Place
  /** A place right within a field of the query, kept where nothing in it hangs on variables or names another node. */
  knownPlace(selected: Selected, of: RowsOf): KnownPlace
  /** Objects as JSON, in the order of the rows. */
  many(place: KnownPlace, from: Sql): Sql
  /** A value, or an object that has no row of its own, made of a row. */
  made(selected: Selected, rows: PlaceRows, kind: NodeKind | null, write: Writing): Sql
  /** The rows of a question that answers about something else than nodes and ties. */
  ownRows(): PlaceRows
}
