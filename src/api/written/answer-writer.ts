import {
  type FieldNode,
  getArgumentValues,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
} from 'graphql'
import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Language } from '../../kernel/language.js'
import { kindTypeName, NODE_KINDS, type NodeKind } from '../../kernel/node-kind.js'
import type { Ahead, ListStep } from '../../graph/ahead.js'
import { aheadOf } from '../../graph/ahead.type.js'
import type { NodeLookup, NodeSources } from '../../graph/nodes.js'
import { literal, type WrittenObject } from '../../graph/written.js'
import { validatedArgumentsOf } from '../direct-resolvers.js'
import { collected, type Selecting } from '../selected-fields.js'
import { hangsOnVariables } from '../variables-in.js'
import { NotWritten, PlaceRows, type RowsOf } from './written-row.js'

/** PostgreSQL cuts longer names off. */
const LONGEST_NAME = 63
/** Stands in the answer where a value is missing that may not be: no text of the database holds this character. */
export const MISSING = String.raw`"\u0000"`
/** Scalars whose values the database writes as they are. */
const AS_TEXT = new Set(['ID', 'String', 'Date', 'Decimal'])
const AS_IT_IS = new Set(['Int', 'Boolean'])

type Sets = readonly SelectionSetNode[]

/** The rows of a place, and the object that is made of each. */
export interface Written {
  readonly rows: PlaceRows
  /** The fields, `value as "name"`, where all rows have the same ones; else null. */
  readonly items: Sql | null
  /** The object as JSON. */
  readonly object: Sql
}

/**
 * Writes what is selected of rows as expressions that make JSON of them: as the resolvers would, of what `Ahead` tells of their
 * fields. Places lie within each other as they do in the answer.
 */
export class AnswerWriter {
  #places = 0
  /** Whether something that was written hangs on the values of variables. */
  isFixed = true

  /** @param lookup finds what arguments name */
  constructor(
    private readonly selecting: Selecting,
    private readonly sources: NodeSources,
    private readonly variables: Readonly<Record<string, unknown>>,
    private readonly language: Language,
    private readonly lookup: NodeLookup,
  ) {}

  /** @throws NotWritten, and what reading arguments throws */
  place(type: GraphQLNamedType, of: RowsOf, sets: Sets): Written {
    const rows = new PlaceRows(`r${this.#places++}`, of, this.sources)
    if (isObjectType(type)) {
      const items = this.#fields(type, sets, rows, null)
      return { rows, items, object: objectOf(items) }
    }
    const alike = this.#alike(type, rows, sets)
    const [only, ...others] = alike.map(({ of: kinds, type: own }) => ({
      kinds,
      items: this.#fields(own, sets, rows, kinds.length === 1 ? (kinds[0] ?? null) : null),
    }))
    if (!only) throw new NotWritten('no kind')
    if (others.length === 0) return { rows, items: only.items, object: objectOf(only.items) }
    const kind = rows.column('kind', null)
    const cases = [only, ...others].map(
      ({ kinds, items }) => sql`when ${kind} in (${join(kinds.map(literal))}) then ${objectOf(items)}`,
    )
    return { rows, items: null, object: sql`case ${join(cases, ' ')} end` }
  }

  /** What is asked of a field with these arguments, as its class validates them. */
  args(field: GraphQLField<unknown, unknown>, node: FieldNode): Readonly<Record<string, unknown>> {
    const given = getArgumentValues(field, node, this.variables)
    if (node.arguments?.some(({ value }) => hangsOnVariables(value))) this.isFixed = false
    return (validatedArgumentsOf(field)?.(given) as typeof given | undefined) ?? given
  }

  /** The kinds of which the same fields are asked, and of which these mean the same; each other kind by itself. */
  #alike(type: GraphQLNamedType, { kinds }: PlaceRows, sets: Sets) {
    const groups = new Map<string, { of: NodeKind[]; type: GraphQLObjectType }>()
    for (const kind of kinds) {
      const own = this.selecting.schema.getType(kindTypeName(kind))
      if (!isObjectType(own)) throw new NotWritten(type.name)
      const fields = [...collected(this.selecting, own, sets)]
      const isShared = fields.every(([, [node]]) => node && SHARED_FIELDS.has(node.name.value))
      const key = isShared ? fields.map(([name, [node]]) => `${name} ${node?.loc?.start}`).join() : kind
      const group = groups.get(key) ?? { of: [], type: own }
      group.of.push(kind)
      groups.set(key, group)
    }
    return [...groups.values()]
  }

  #fields(type: GraphQLObjectType, sets: Sets, rows: PlaceRows, kind: NodeKind | null): Sql {
    const items = [...collected(this.selecting, type, sets)].map(([key, nodes]) => {
      if (key.length > LONGEST_NAME) throw new NotWritten(key)
      return sql`${this.#field(type, nodes, rows, kind)} as ${raw(`"${key}"`)}`
    })
    return join(items)
  }

  #field(type: GraphQLObjectType, nodes: readonly FieldNode[], rows: PlaceRows, kind: NodeKind | null): Sql {
    const [node] = nodes as [FieldNode]
    const { value: name } = node.name
    if (name === TypeNameMetaFieldDef.name)
      return rows.of === 'ROW' || rows.of === 'TIE' ? literal(type.name) : rows.byKind(kindTypeName, kind)
    const field = type.getFields()[name]
    if (!field) throw new NotWritten(name)
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    const ahead = aheadOf(field)
    if (!ahead?.step) return this.#value(field, node, sets, ahead, rows, kind)
    const value = this.#step(field, node, sets, ahead, rows, kind)
    return isNonNullType(field.type) ? sql`coalesce(${value}, ${raw(`'${MISSING}'`)}::json)` : value
  }

  /** A column, or what is made of columns. */
  #value(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    sets: Sets,
    ahead: Ahead | undefined,
    rows: PlaceRows,
    kind: NodeKind | null,
  ): Sql {
    if (!ahead) {
      if (field.resolve || field.args.length > 0 || rows.of === 'ROW') throw new NotWritten(field.name)
      return leaf(field.type, rows.column(field.name, kind))
    }
    if (!ahead.written) throw new NotWritten(field.name)
    const value = ahead.written({
      args: this.args(field, node),
      language: this.language,
      column: (name) => rows.column(name, kind),
      byKind: (text) => rows.byKind(text, kind),
    })
    return 'fields' in value ? this.#small(getNamedType(field.type), sets, value) : leaf(field.type, value)
  }

  /** An object that has no row of its own. */
  #small(type: GraphQLNamedType, sets: Sets, { fields, present }: WrittenObject): Sql {
    if (!isObjectType(type)) throw new NotWritten(type.name)
    const items = [...collected(this.selecting, type, sets)].map(([key, [node]]) => {
      const name = node?.name.value ?? ''
      const value = name === TypeNameMetaFieldDef.name ? literal(type.name) : fields[name]
      const field = type.getFields()[name]
      if (!value || key.length > LONGEST_NAME) throw new NotWritten(name)
      return sql`${field ? leaf(field.type, value) : value} as ${raw(`"${key}"`)}`
    })
    const object = objectOf(join(items))
    return present ? sql`case when ${present} then ${object} end` : object
  }

  #step(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    sets: Sets,
    { step }: Ahead,
    rows: PlaceRows,
    kind: NodeKind | null,
  ): Sql {
    const type = getNamedType(field.type)
    switch (step?.by) {
      case 'column':
        return this.one(this.place(type, [step.kind], sets), rows.column(step.column, kind))
      case 'end':
        return this.one(this.place(type, NODE_KINDS, sets), rows.column(`${step.end}Id`, null))
      case 'links': {
        const written = this.place(type, step.kinds, sets)
        const links = step.read.statement(sql`array[${rows.column('id', null)}]`)
        const { alias } = written.rows
        return sql`(select coalesce(json_agg(${written.object} order by l.place), '[]')
          from (select l.id, row_number() over () as place from (${links}) l) l
          cross join lateral (${written.rows.standing(sql`l.id`)}) ${raw(alias)})`
      }
      case 'list': {
        const { parent } = step
        if (parent === null) throw new NotWritten(field.name)
        const request = this.request(step, field, node).of(parent, '')
        return objectOf(this.connection(type, sets, step, request, sql`(select ${rows.column('id', null)})`))
      }
      default:
        throw new NotWritten(field.name)
    }
  }

  /** The node with an id; null where there is none. */
  one({ rows, items, object }: Written, id: Sql): Sql {
    const found = sql`(${rows.standing(id)}) ${raw(rows.alias)}`
    return items
      ? sql`(select row_to_json(o) from (select ${items} from ${found}) o)`
      : sql`(select ${object} from ${found})`
  }

  /** Objects as JSON, in the order of the rows. */
  many({ rows, items, object }: Written, from: Sql): Sql {
    const found = sql`(${from}) ${raw(rows.alias)}`
    return items
      ? sql`(select coalesce(json_agg(o), '[]') from (select ${items} from ${found}) o)`
      : sql`(select coalesce(json_agg(${object}), '[]') from ${found})`
  }

  /** What a list is asked for. @throws what its arguments are refused for */
  request(step: ListStep, field: GraphQLField<unknown, unknown>, node: FieldNode) {
    const request = step.request(this.args(field, node), this.lookup)
    if (request instanceof Promise) throw new NotWritten(field.name)
    return request
  }

  /** The fields of a connection whose places in the list nobody asks for. */
  connection(
    type: GraphQLNamedType,
    sets: Sets,
    step: ListStep,
    request: ReturnType<AnswerWriter['request']>,
    parents: Sql | null,
  ): Sql {
    if (!isObjectType(type) || request.window.backwards) throw new NotWritten(type.name)
    const items = [...collected(this.selecting, type, sets)].map(([key, nodes]) => {
      const value = this.part(type, nodes, step, request, parents)
      if (!value || key.length > LONGEST_NAME) throw new NotWritten(key)
      return sql`${value} as ${raw(`"${key}"`)}`
    })
    return join(items)
  }

  /** One field of a connection; undefined where it hangs on places in the list. */
  part(
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    step: ListStep,
    request: ReturnType<AnswerWriter['request']>,
    parents: Sql | null,
  ): Sql | undefined {
    const [node] = nodes as [FieldNode]
    const field = type.getFields()[node.name.value]
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    const ahead = field && aheadOf(field)
    if (!field) return node.name.value === TypeNameMetaFieldDef.name ? literal(type.name) : undefined
    if (field.name === 'nodes') {
      const written = this.place(getNamedType(field.type), step.of === 'TIE' ? 'TIE' : [step.of], sets)
      const selected = { columns: written.rows.listed(), cursors: false, peeks: false }
      return this.many(written, step.pages.statement(request, parents, selected))
    }
    if (field.name === 'totalCount')
      return sql`(select count from (${step.counts.statement(request, parents)}) c)`
    if (ahead?.step?.by !== 'aggregate' || !ahead.written) return undefined
    const rows = new PlaceRows(`r${this.#places++}`, 'ROW', this.sources)
    const value = ahead.written({
      args: {},
      language: this.language,
      column: (name) => rows.column(name, null),
      byKind: () => {
        throw new NotWritten(field.name)
      },
    })
    if (!('fields' in value)) return undefined
    const object = this.#small(getNamedType(field.type), sets, value)
    return sql`(select ${object} from (${ahead.step.read.statement(request, parents)}) ${raw(rows.alias)})`
  }
}

/** Fields that every kind of node has, and that mean the same for each. */
const SHARED_FIELDS = new Set([
  '__typename',
  'id',
  'kind',
  'code',
  'reference',
  'name',
  'description',
  'inferred',
  'validity',
])

function objectOf(items: Sql): Sql {
  return sql`(select row_to_json(o) from (select ${items}) o)`
}

function leaf(type: GraphQLOutputType, value: Sql): Sql {
  const named = isNonNullType(type) ? type.ofType : type
  if (isListType(named)) {
    const item = getNamedType(named)
    if (isLeafType(item) && isText(item)) return value
  } else if (isLeafType(named)) {
    if (isText(named)) return sql`(${value})::text`
    if (AS_IT_IS.has(named.name)) return value
  }
  throw new NotWritten(String(type))
}

function isText(type: GraphQLNamedType): boolean {
  return isEnumType(type) || (isScalarType(type) && AS_TEXT.has(type.name))
}
