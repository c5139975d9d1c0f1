import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  type GraphQLCompositeType,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isObjectType,
  isUnionType,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { kindOfTypeName, NODE_KINDS, type NodeKind } from '../../kernel/node-kind.js'
import type { ListRead } from '../../database/list-question.js'
import type { Ahead, Step } from '../../graph/ahead.js'
import { aheadOf } from '../../graph/ahead.type.js'
import { SHARED_COLUMNS } from '../../graph/node-source.js'
import type { NodeSources } from '../../graph/nodes.js'
import type { fragmentsOf } from '../document-limits.js'
import { hangsOnVariables } from '../variables-in.js'

/** A place of the answer, and what is asked of the rows that stand there. */
export interface Place {
  /** Nodes of these kinds, ties, or the rows of some other question. */
  readonly of: readonly NodeKind[] | 'TIE' | 'ROW'
  readonly wanted: Wanted
  readonly children: readonly Child[]
}

/** A field whose answer is to be read. */
export interface Child {
  readonly field: GraphQLField<unknown, unknown>
  readonly node: FieldNode
  /** Whether its arguments hang on no variable. */
  readonly isFixed: boolean
  /** Asked of nodes of this kind only; of all that stand there where null. */
  readonly only: NodeKind | null
  readonly step: Step
  /** Of a list: whether its rows are asked for, their cursors, their number, and what else about the whole. */
  readonly list?: {
    readonly rows: boolean
    readonly cursors: boolean
    readonly count: boolean
    readonly aggregates: readonly ListRead<unknown, unknown>[]
  }
  /** What is asked of the rows that it leads to. */
  readonly place: Place | null
}

/** Names of the columns that are read of the nodes in a place: of all of them, and of those of one kind. */
export class Wanted {
  readonly shared = new Set<string>()
  readonly own = new Map<NodeKind, Set<string>>()

  of(kind: NodeKind): ReadonlySet<string> {
    return this.own.get(kind) ?? NONE
  }

  /** @param kinds whose column it is; null for rows that are no nodes */
  add(kinds: readonly NodeKind[] | null, column: string): void {
    if (kinds === null || SHARED_COLUMNS.has(column)) {
      this.shared.add(column)
      return
    }
    for (const kind of kinds) this.own.set(kind, (this.own.get(kind) ?? new Set()).add(column))
  }
}

const NONE: ReadonlySet<string> = new Set()
/** Steps that start from the id of a row. */
const BY_ID: ReadonlySet<Step['by']> = new Set(['links', 'value', 'list'])

/** The selection holds something of which nothing is told ahead. */
export class NotAhead extends Error {}

interface Asked {
  readonly field: GraphQLField<unknown, unknown>
  readonly node: FieldNode
  readonly only: NodeKind | null
  readonly sets: SelectionSetNode[]
}

/** Finds in the selection of a query all that its resolvers will ask for. */
export class SelectionReader {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly sources: NodeSources,
    private readonly fragments: ReturnType<typeof fragmentsOf>,
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {}

  /** @throws NotAhead */
  read(set: SelectionSetNode, query: GraphQLObjectType): Child[] {
    return this.#gather([set], query).flatMap((asked) => this.#child(asked, told(asked.field)) ?? [])
  }

  #place(sets: readonly SelectionSetNode[], type: GraphQLNamedType, of: Place['of']): Place {
    const wanted = new Wanted()
    if (!isCompositeType(type)) return { of, wanted, children: [] }
    const children = this.#gather(sets, type).flatMap((asked) => {
      const kinds = Array.isArray(of) ? (asked.only ? [asked.only] : (of as readonly NodeKind[])) : []
      if (asked.only && Array.isArray(of) && !of.includes(asked.only)) return []
      const ahead = aheadOf(asked.field) ?? this.#plain(asked.field, of, kinds)
      if (asked.only === null && isAbstractType(type)) this.#alike(asked.field, ahead, kinds)
      for (const column of columnsOf(asked, ahead)) wanted.add(Array.isArray(of) ? kinds : null, column)
      return this.#child(asked, ahead) ?? []
    })
    return { of, wanted, children }
  }

  #child({ field, node, only, sets }: Asked, { step }: Ahead): Child | undefined {
    const type = getNamedType(field.type)
    if (step === null) {
      this.#place(sets, type, 'ROW').children.forEach(refuse)
      return undefined
    }
    const child = { field, node, isFixed: !argumentsHang(node), only, step }
    switch (step.by) {
      case 'column':
      case 'code':
        return { ...child, place: this.#place(sets, type, [step.kind]) }
      case 'end':
        return { ...child, place: this.#place(sets, type, NODE_KINDS) }
      case 'links':
        return { ...child, place: this.#place(sets, type, step.kinds) }
      case 'value':
        return { ...child, place: this.#place(sets, type, 'ROW') }
      case 'list':
        return { ...child, ...this.#list(sets, type, step.of === 'TIE' ? 'TIE' : [step.of]) }
      case 'aggregate':
        throw new NotAhead()
    }
  }

  /** A connection: the items stand under `nodes` and, one deeper, under `edges`. */
  #list(
    sets: readonly SelectionSetNode[],
    type: GraphQLNamedType,
    of: Place['of'],
  ): Pick<Child, 'list' | 'place'> {
    if (!isObjectType(type)) throw new NotAhead()
    const items: SelectionSetNode[] = []
    const aggregates: ListRead<unknown, unknown>[] = []
    let itemType: GraphQLNamedType | undefined
    let rows = false
    let cursors = false
    let count = false
    for (const { field, sets: within } of this.#gather(sets, type)) {
      const step = aheadOf(field)?.step
      if (field.name === 'totalCount') count = true
      else if (step?.by === 'aggregate') {
        this.#place(within, getNamedType(field.type), 'ROW').children.forEach(refuse)
        aggregates.push(step.read)
      } else {
        rows = true
        if (field.name === 'nodes') {
          items.push(...within)
          itemType = getNamedType(field.type)
        } else if (field.name === 'edges') {
          for (const edge of this.#gather(within, getNamedType(field.type) as GraphQLObjectType)) {
            if (edge.field.name === 'cursor') cursors = true
            if (edge.field.name !== 'node') continue
            items.push(...edge.sets)
            itemType = getNamedType(edge.field.type)
          }
        } else if (field.name === 'pageInfo') {
          const told = this.#gather(within, getNamedType(field.type) as GraphQLObjectType)
          if (told.some((part) => part.field.name.endsWith('Cursor'))) cursors = true
        } else throw new NotAhead()
      }
    }
    const place = itemType ? this.#place(items, itemType, of) : { of, wanted: new Wanted(), children: [] }
    return { list: { rows, cursors, count, aggregates }, place }
  }

  /** Fields of which nothing is told: a leaf without arguments that bears the name of a column is that column. */
  #plain(field: GraphQLField<unknown, unknown>, of: Place['of'], kinds: readonly NodeKind[]): Ahead {
    if (!isLeafType(getNamedType(field.type)) || field.args.length > 0) throw new NotAhead()
    if (!Array.isArray(of)) return { columns: [field.name], step: null }
    const isColumn =
      SHARED_COLUMNS.has(field.name) || kinds.every((kind) => this.#columns(kind).has(field.name))
    if (!isColumn) throw new NotAhead()
    return { columns: [field.name], step: null }
  }

  #columns(kind: NodeKind): ReadonlySet<string> {
    return this.sources.get(kind)?.columnNames ?? NONE
  }

  /** A field of an interface may mean something else for some type. */
  #alike(field: GraphQLField<unknown, unknown>, ahead: Ahead, kinds: readonly NodeKind[]): void {
    for (const type of Object.values(this.schema.getTypeMap())) {
      const kind = isObjectType(type) ? kindOfTypeName(type.name) : undefined
      if (!kind || !kinds.includes(kind) || !isObjectType(type)) continue
      const own = type.getFields()[field.name]
      const its = own && aheadOf(own)
      if (its && its !== ahead) throw new NotAhead()
    }
  }

  /** The fields of selections, each once, with all that is selected of them. */
  #gather(sets: readonly SelectionSetNode[], type: GraphQLCompositeType): Asked[] {
    const found = new Map<string, Asked>()
    const visit = (set: SelectionSetNode, parent: GraphQLCompositeType): void => {
      for (const selection of set.selections) {
        if (!this.#isIncluded(selection)) continue
        if (selection.kind !== Kind.FIELD) {
          const part =
            selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value)
          const condition = part?.typeCondition && this.schema.getType(part.typeCondition.name.value)
          const narrowed = condition ?? parent
          if (part && isCompositeType(narrowed))
            visit(part.selectionSet, isObjectType(parent) ? parent : narrowed)
          continue
        }
        const name = selection.name.value
        if (name === '__typename') continue
        const field = isUnionType(parent) ? undefined : parent.getFields()[name]
        if (!field) throw new NotAhead()
        const only =
          !isObjectType(type) && isObjectType(parent) ? (kindOfTypeName(parent.name) ?? null) : null
        if (!isObjectType(type) && isObjectType(parent) && only === null) throw new NotAhead()
        const key = `${only} ${name} ${(selection.arguments ?? []).map(print).join()}`
        const asked = found.get(key) ?? { field, node: selection, only, sets: [] }
        if (selection.selectionSet) asked.sets.push(selection.selectionSet)
        found.set(key, asked)
      }
    }
    for (const set of sets) visit(set, type)
    return [...found.values()]
  }

  #isIncluded(selection: SelectionNode): boolean {
    const { variables } = this
    return (
      getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] !== true &&
      getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] !== false
    )
  }
}

function argumentsHang({ arguments: given = [] }: FieldNode): boolean {
  return given.some(hangsOnVariables)
}

/** Columns of a row that a field reads, by itself or to know what it leads to. */
function columnsOf({ field, node }: Asked, { columns, step }: Ahead): readonly string[] {
  const read =
    typeof columns === 'function'
      ? columns(argumentsHang(node) ? {} : getArgumentValues(field, node))
      : columns
  return step !== null && BY_ID.has(step.by) ? ['id', ...read] : read
}

function told(field: GraphQLField<unknown, unknown>): Ahead {
  const ahead = aheadOf(field)
  if (!ahead?.step) throw new NotAhead()
  return ahead
}

function refuse(): never {
  throw new NotAhead()
}
