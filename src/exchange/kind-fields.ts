import type { FuzzyDate } from '../kernel/fuzzy-date.js'
import type { NodeKind } from '../kernel/node-kind.js'
import type { RelationKind } from '../graph/relation-kind.js'
import type { Field, Reader } from './seed-reader.js'
import { referenceTo, type SeedReference } from './seed-reference.js'
import type { Cell, Row, RowClass } from './seed-row.js'
import { type Translated, translated } from './seed-scalars.js'

/** A value that stands in one column of the table of its kind. */
export interface CellField extends Field<Cell> {
  readonly shape: 'cell'
  /** Property of the row class, where it is not called as in the file. */
  readonly property?: string
  /** What stands there where the file says nothing; null where it is left out. */
  readonly otherwise?: Cell
}

/** A date with its precision, in two columns. */
export interface DateField extends Field<FuzzyDate> {
  readonly shape: 'date'
}

/** A text in both languages, in two columns. */
export interface TextField extends Field<Translated> {
  readonly shape: 'text'
}

/** A node in a typed column, which is a relation at the same time. */
export interface TieField extends Field<SeedReference> {
  readonly shape: 'tie'
  readonly to: NodeKind
  readonly relation: RelationKind
  /** Which end the node with the column is. */
  readonly end: 'SOURCE' | 'TARGET'
}

/** A list that stands in a table of its own; each item gives its row for the id of the node. */
export interface RowsField extends Field<ListRow[]> {
  readonly shape: 'rows'
  readonly table: RowClass
  /** The row of an item, for the id of the node and the item's place in the list, from 1. */
  readonly row: (nodeId: string, item: never, position: number) => Row
}

export type ListRow = (nodeId: string) => Row

export type KindField = CellField | DateField | TextField | TieField | RowsField
export type KindFields = Readonly<Record<string, KindField>>

type Optional = { readonly required?: boolean }

export function cell(
  read: Reader<Cell>,
  options: Optional & Pick<CellField, 'property' | 'otherwise'> = {},
): CellField {
  return { shape: 'cell', required: false, ...options, read }
}

export function date(read: Reader<FuzzyDate>): DateField {
  return { shape: 'date', required: false, read }
}

export function texts(expected: string): TextField {
  return { shape: 'text', required: false, read: translated(expected) }
}

export function tie(
  relation: RelationKind,
  to: NodeKind,
  { required = false, end = 'SOURCE' }: Optional & { readonly end?: TieField['end'] } = {},
): TieField {
  return { shape: 'tie', required, relation, to, end, read: referenceTo(to) }
}

export function rows<Item>(
  table: RowClass,
  read: Reader<Item[]>,
  row: (nodeId: string, item: Item, position: number) => Row,
): RowsField {
  const listRows: Reader<ListRow[]> = (value, problems) =>
    read(value, problems)?.map((item, at) => (nodeId) => row(nodeId, item, at + 1))
  return { shape: 'rows', required: false, table, read: listRows, row }
}
