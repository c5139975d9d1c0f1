import {
  type FieldNode,
  getArgumentValues,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql'
import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Language } from '../../kernel/language.js'
import { kindTypeName, type NodeKind } from '../../kernel/node-kind.js'
import { isCode } from '../../kernel/reference.js'
import type { NodeSources } from '../../graph/nodes.js'
import {
  literal,
  type Writing,
  type Written,
  type WrittenFinding,
  type WrittenObject,
} from '../../graph/written.js'
import { writtenOf } from '../../graph/written.type.js'
import { validatedArgumentsOf } from '../direct-resolvers.js'
import { collected, type Selecting } from '../selected-fields.js'
import { hangsOnVariables } from '../variables-in.js'
import { writeConnection } from './connection-writer.js'
import { jsonRow, jsonRows } from './json-rows.js'
import { json, leaf, named, orMissing } from './json-text.js'
import { KeptPart } from './kept-part.js'
import { NotNow, NotWritten } from './not-written.js'
import { PlaceRows, type RowsOf } from './place-rows.js'
import { type KnownPlace, type KnownPlaces, type Place, type PlaceWriter, Selected } from './place-writer.js'
import type { StatementHead } from './statement-head.js'

/** Writes what is selected of rows as expressions that make JSON of them: places lie within each other as in the answer. */
export class AnswerWriter implements PlaceWriter {
  #places: number
  /** How many fields were written that hang on variables. */
  #hanging = 0

  /** @param head of the statement, where what arguments name is found */
  constructor(
    readonly selecting: Selecting,
    private readonly sources: NodeSources,
    private readonly variables: Readonly<Record<string, unknown>>,
    private readonly language: Language,
    readonly head: StatementHead,
    /** Places of this field of the query that are the same each time, by their names in the answer. */
    private readonly known: KnownPlaces,
    /** What was found for this field of the query. */
    private readonly finding?: WrittenFinding,
  ) {
    this.#places = known.taken
  }

  /** @throws NotWritten, NotNow, and what reading arguments throws */
  root(selected: Selected): Sql {
    const { field, node } = selected
    const how = writtenOf(field)
    if (how?.by === 'list' && how.parent === null) return json(writeConnection(this, selected, how, null))
    if (how?.by === 'found' && this.finding) {
      const { rows, object } = this.knownPlace(selected, 'ROW')
      const found = sql`${JSON.stringify(this.finding.row)}::json`
      return sql`(select ${object} from ${jsonRow(found, rows.alias, how.columns)})`
    }
    if (how?.by !== 'code') throw new NotWritten(field.name)
    const { code } = this.args(field, node)
    if (typeof code !== 'string' || !isCode(code)) throw new NotNow()
    const reads = this.sources.get(how.kind)
    if (!reads) throw new NotWritten(how.kind)
    const { rows, object } = this.knownPlace(selected, [how.kind])
    // A former code finds a node too: where none has this one, resolvers look for that.
    const present = reads.byCode.present(code, rows.listed())
    if (present) return orMissing(sql`(select ${object} from (${present}) ${raw(rows.alias)})`)
    const found = reads.byCode.statement(sql`array[${code}]::text[]`, rows.listed())
    return sql`(select ${object} from (${found}) ${raw(rows.alias)} limit 1)`
  }

  knownPlace({ key, type, sets }: Selected, of: RowsOf): KnownPlace {
    const known = this.known.get(key)
    if (known) return known
    const [hanging, tables] = [this.#hanging, this.head.size]
    const place = this.place(type, of, sets)
    if (this.#hanging > hanging || this.head.size > tables) return place
    const { rows, items, object } = place
    const kept = { rows, items: items && new KeptPart(items), object: new KeptPart(object) }
    this.known.set(key, kept)
    this.known.taken = this.#places
    return kept
  }

  place(type: GraphQLNamedType, of: RowsOf, sets: readonly SelectionSetNode[]): Place {
    const rows = new PlaceRows(`r${this.#places++}`, of, this.sources)
    const [only, ...others] = this.#alike(type, rows, sets).map(({ kinds, type: own }) => {
      const kind = kinds.length === 1 ? (kinds[0] ?? null) : null
      return { kinds, items: this.#items(own, sets, rows, kind) }
    })
    if (!only) throw new NotWritten(type.name)
    const [first] = only.items
    if (others.length === 0) return { rows, items: first ? join(only.items) : null, object: json(only.items) }
    const kind = rows.column('kind', null)
    const cases = [only, ...others].map(
      ({ kinds, items }) => sql`when ${kind} in (${join(kinds.map(literal))}) then ${json(items)}`,
    )
    return { rows, items: null, object: sql`case ${join(cases, ' ')} end` }
  }

  selected(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Selected[] {
    return [...collected(this.selecting, type, sets)].map(([key, nodes]) => new Selected(type, key, nodes))
  }

  args(field: GraphQLField<unknown, unknown>, node: FieldNode): Readonly<Record<string, unknown>> {
    if (node.arguments?.some(hangsOnVariables)) this.#hanging++
    return givenArguments(field, node, this.variables)
  }

  made({ field, node, type, sets }: Selected, rows: PlaceRows, kind: NodeKind | null, write: Writing): Sql {
    const value = write({
      args: this.args(field, node),
      language: this.language,
      column: (name) => rows.column(name, kind),
      byKind: (text) => rows.byKind(text, kind),
    })
    return 'fields' in value ? this.#small(type, sets, value) : leaf(field.type, value)
  }

  ownRows(): PlaceRows {
    return new PlaceRows(`r${this.#places++}`, 'ROW', this.sources)
  }

  many({ rows, items, object }: KnownPlace, from: Sql): Sql {
    const found = sql`(${from}) ${raw(rows.alias)}`
    return items
      ? sql`(select coalesce(json_agg(o), '[]') from (select ${items} from ${found}) o)`
      : sql`(select coalesce(json_agg(${object}), '[]') from ${found})`
  }

  /** Nodes or ties as JSON, where `l` tells the id and the place of each. */
  #inPlaces({ rows, object }: Place, l: Sql): Sql {
    return sql`(select coalesce(json_agg(${object} order by l.place), '[]')
      from ${l} cross join lateral (${rows.standing(sql`l.id`)}) ${raw(rows.alias)})`
  }

  #one({ rows, items, object }: Place, id: Sql): Sql {
    const found = sql`(${rows.standing(id)}) ${raw(rows.alias)}`
    return items
      ? sql`(select row_to_json(o) from (select ${items} from ${found}) o)`
      : sql`(select ${object} from ${found})`
  }

  /** The kinds of which the same is asked, where it means the same of each; every other kind by itself. */
  #alike(type: GraphQLNamedType, { kinds }: PlaceRows, sets: readonly SelectionSetNode[]) {
    if (isObjectType(type)) return [{ kinds, type }]
    const groups = new Map<string, { kinds: NodeKind[]; type: GraphQLObjectType }>()
    for (const kind of kinds) {
      const own = this.selecting.schema.getType(kindTypeName(kind))
      if (!isObjectType(own)) throw new NotWritten(type.name)
      const fields = [...collected(this.selecting, own, sets)]
      const isShared = fields.every(([, [node]]) => SHARED_FIELDS.has(node?.name.value ?? ''))
      const key = isShared ? fields.map(signature).join() : kind
      const group = groups.get(key) ?? { kinds: [], type: own }
      groups.set(key, group)
      group.kinds.push(kind)
    }
    return [...groups.values()]
  }

  #items(
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    rows: PlaceRows,
    kind: NodeKind | null,
  ): Sql[] {
    return this.selected(type, sets).map((selected) => named(selected.key, this.#field(selected, rows, kind)))
  }

  #field(selected: Selected, rows: PlaceRows, kind: NodeKind | null): Sql {
    if (selected.isTypeName)
      return typeof rows.of === 'string' ? literal(selected.parent.name) : rows.byKind(kindTypeName, kind)
    const { field } = selected
    const how = writtenOf(field)
    if (how) {
      const value = this.#written(selected, how, rows, kind)
      return isNonNullType(field.type) && how.by === 'column' ? orMissing(value) : value
    }
    if (field.resolve || field.args.length > 0) throw new NotWritten(field.name)
    return leaf(field.type, rows.column(field.name, kind))
  }

  #written(selected: Selected, how: Written, rows: PlaceRows, kind: NodeKind | null): Sql {
    const { type, sets } = selected
    const columnOf = (column: string) => rows.column(column, null)
    const ids = () => sql`array[${columnOf('id')}]`
    switch (how.by) {
      case 'columns':
        return this.made(selected, rows, kind, how.write)
      case 'column':
        return this.#one(this.place(type, how.kinds, sets), rows.column(how.column, kind))
      case 'listed': {
        const listed = sql`unnest(${columnOf(how.column)}) with ordinality as l (id, place)`
        return this.#inPlaces(this.place(type, how.of, sets), listed)
      }
      case 'links': {
        const linked = how.read.statement(sql`array[${columnOf(how.column)}]`)
        const placed = sql`(select l.id, row_number() over () as place from (${linked}) l) l`
        return this.#inPlaces(this.place(type, how.kinds, sets), placed)
      }
      case 'row': {
        const own = this.ownRows()
        const value = this.made(selected, own, null, how.write)
        const found = sql`(select ${value} from (${how.read.statement(ids())}) ${raw(own.alias)})`
        return sql`coalesce(${found}, ${this.made(selected, own, null, how.otherwise)})`
      }
      case 'rows':
        return this.many(this.place(type, 'ROW', sets), how.read.statement(ids()))
      case 'held': {
        const held = jsonRows(columnOf(how.column), 'held', how.columns)
        return this.many(this.place(type, 'ROW', sets), sql`select * from ${held}`)
      }
      case 'list':
        if (how.parent === null) throw new NotWritten(selected.name)
        return json(writeConnection(this, selected, how, sql`(select ${rows.column('id', null)})`))
      default:
        throw new NotWritten(selected.name)
    }
  }

  #small(type: GraphQLNamedType, sets: readonly SelectionSetNode[], { fields, present }: WrittenObject): Sql {
    if (!isObjectType(type)) throw new NotWritten(type.name)
    const items = this.selected(type, sets).map((selected) => {
      const { key, isTypeName, name } = selected
      if (isTypeName) return named(key, literal(type.name))
      const value = fields[name]
      if (!value) throw new NotWritten(name)
      return named(key, leaf(selected.field.type, value))
    })
    const object = json(items)
    return present ? sql`case when ${present} then ${object} end` : object
  }
}

/** What a field is asked, as its class validates it. @throws GraphQLError, BadInputError */
export function givenArguments(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const given = getArgumentValues(field, node, variables)
  return (validatedArgumentsOf(field)?.(given) as typeof given | undefined) ?? given
}

/** Fields that every kind of node has, and that mean the same of each. */
const SHARED_FIELDS = new Set([
  '__typename', 'id', 'kind', 'code', 'reference', 'name', 'description', 'inferred', 'validity', 'draft', 'citations', 'relations',
]) // prettier-ignore

/** Tells a field from every other that is selected in other places of the document, in whatever order. */
function signature([key, nodes]: readonly [string, readonly FieldNode[]]): string {
  return `${key} ${nodes.map(({ loc }) => loc?.start).join(' ')}`
}
