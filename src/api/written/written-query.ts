import {
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  isObjectType,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
} from 'graphql'
import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Language } from '../../kernel/language.js'
import type { NodeKind } from '../../kernel/node-kind.js'
import { isCode } from '../../kernel/reference.js'
import { LARGEST_PAGE } from '../../graphql/page-size.js'
import { pageInfoOf } from '../../graphql/connection.js'
import type { Page } from '../../graphql/connection.js'
import type { Statement } from '../../database/reads.js'
import type { ListStep } from '../../graph/ahead.js'
import { aheadOf } from '../../graph/ahead.type.js'
import { sharedColumns } from '../../graph/node-source.js'
import type { NodeLookup, Nodes } from '../../graph/nodes.js'
import { collected, type Selecting } from '../selected-fields.js'
import { AnswerWriter, MISSING, type Written } from './answer-writer.js'
import { Texts } from './texts.js'
import { NotWritten } from './written-row.js'

/** This time resolvers make the answer: an argument is given that this does not understand, or that is refused. */
export class NotNow extends Error {}

/** What the statement answers, by the names of its columns. */
export type WrittenColumns = Readonly<Record<string, unknown>>
/** The text of one part of the answer, once the statement is answered. */
type Tell = (row: WrittenColumns) => string

const NAMED = join(sharedColumns(new Set(['id'])))

/** One selection of the query, in one language, as a statement that answers with the JSON of its parts. */
export class WrittenQuery {
  readonly #texts = new Texts()
  /** What is written of fields whose selection hangs on no variable. */
  readonly #fixed = new Map<FieldNode, Written>()

  constructor(
    private readonly selecting: Selecting,
    private readonly roots: ReadonlyMap<string, readonly FieldNode[]>,
    private readonly query: GraphQLObjectType,
    private readonly language: Language,
  ) {}

  /** @throws NotWritten, NotNow, and what reading arguments throws */
  ask(variables: Readonly<Record<string, unknown>>, nodes: Nodes): Asked {
    const asked = new Asked(this.#texts)
    for (const [key, fields] of this.roots) {
      const [node] = fields as [FieldNode]
      const sets = fields.flatMap(({ selectionSet }) => selectionSet ?? [])
      const { query } = this
      if (node.name.value === TypeNameMetaFieldDef.name) {
        asked.tells.push([key, () => JSON.stringify(query.name)])
        continue
      }
      const field = query.getFields()[node.name.value]
      const step = field && aheadOf(field)?.step
      if (!field || !step) throw new NotWritten(node.name.value)
      const writer = new AnswerWriter(
        this.selecting,
        nodes.sources,
        variables,
        this.language,
        asked.lookup(nodes, () => (writer.isFixed = false)),
      )
      if (step.by === 'code')
        asked.tells.push([key, this.#code(asked, writer, field, node, sets, step.kind, nodes)])
      else if (step.by === 'list' && step.parent === null)
        asked.tells.push([key, this.#list(asked, writer, field, node, sets, step)])
      else throw new NotWritten(field.name)
    }
    return asked
  }

  #code(
    asked: Asked,
    writer: AnswerWriter,
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    sets: readonly SelectionSetNode[],
    kind: NodeKind,
    { sources }: Nodes,
  ): Tell {
    const { code } = writer.args(field, node)
    if (typeof code !== 'string' || !isCode(code)) throw new NotNow()
    const written = this.#place(writer, node, () => writer.place(getNamedType(field.type), [kind], sets))
    const found = sources.get(kind)?.byCode.statement(sql`array[${code}]::text[]`, written.rows.listed())
    if (!found) throw new NotWritten(field.name)
    const table = asked.table(found)
    const column = asked.column(
      sql`(select ${written.object} from ${raw(table)} ${raw(written.rows.alias)} limit 1)::text`,
      this.#texts.isFixed(written.object),
    )
    return (row) => (row[column] as string | null) ?? 'null'
  }

  #list(
    asked: Asked,
    writer: AnswerWriter,
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    sets: readonly SelectionSetNode[],
    step: ListStep,
  ): Tell {
    const type = getNamedType(field.type)
    const request = writer.request(step, field, node)
    const { limit, backwards } = request.window
    if (!isObjectType(type) || backwards || !(limit >= 1 && limit <= LARGEST_PAGE)) throw new NotNow()
    const fields = [...collected(this.selecting, type, sets)]
    const isPlaced = fields.some(([, [part]]) => part?.name.value === 'pageInfo')
    let page: ((row: WrittenColumns) => Page<unknown>) | undefined
    const tells = fields.map(([key, parts]): [string, Tell] => {
      const [part] = parts as [FieldNode]
      const within = parts.flatMap(({ selectionSet }) => selectionSet ?? [])
      if (part.name.value === 'pageInfo') return [key, (row) => this.#pageInfo(type, within, page?.(row))]
      if (part.name.value !== 'nodes') {
        const value = writer.part(type, parts, step, request, null)
        if (!value) throw new NotWritten(key)
        const column = asked.column(sql`(${value})::text`, false)
        return [
          key,
          (row) =>
            typeof row[column] === 'string'
              ? part.name.value.startsWith('__')
                ? JSON.stringify(row[column])
                : (row[column] as string)
              : 'null',
        ]
      }
      if (page) throw new NotWritten(key) // the rows are read once
      const itemType = getNamedType((type.getFields()['nodes'] as GraphQLField<unknown, unknown>).type)
      const written = this.#place(writer, part, () =>
        writer.place(itemType, step.of === 'TIE' ? 'TIE' : [step.of], within),
      )
      const selected = { columns: written.rows.listed(), cursors: isPlaced, peeks: isPlaced }
      const table = asked.table(step.pages.statement(request, null, selected))
      const shown = isPlaced ? asked.table(sql`select * from ${raw(table)} limit ${limit}::int`) : table
      const column = asked.column(
        sql`${writer.many(written, sql`select * from ${raw(shown)}`)}::text`,
        this.#texts.isFixed(written.object),
      )
      const keys = isPlaced ? asked.column(sql`(select json_agg("cursorKeys") from ${raw(table)})`, true) : ''
      page = (row) =>
        step.pages.collect(
          request,
          [null],
          ((row[keys] as string[][] | null) ?? []).map((cursorKeys) => ({ cursorKeys })),
        )[0] as Page<unknown>
      return [key, (row) => row[column] as string]
    })
    if (isPlaced && !page) throw new NotWritten('pageInfo')
    return (row) => object(tells, row)
  }

  #pageInfo(
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    page: Page<unknown> | undefined,
  ): string {
    const info = getNamedType((type.getFields()['pageInfo'] as GraphQLField<unknown, unknown>).type)
    if (!isObjectType(info) || !page) throw new NotNow()
    const told = pageInfoOf(page) as unknown as Readonly<Record<string, unknown>>
    const fields = [...collected(this.selecting, info, sets)].map(([key, [part]]) => {
      const name = part?.name.value ?? ''
      return [key, name === TypeNameMetaFieldDef.name ? info.name : told[name]]
    })
    return JSON.stringify(Object.fromEntries(fields))
  }

  #place(writer: AnswerWriter, node: FieldNode, write: () => Written): Written {
    const known = this.#fixed.get(node)
    if (known) return known
    const before = writer.isFixed
    writer.isFixed = true
    const written = write()
    if (writer.isFixed) {
      this.#fixed.set(node, written)
      this.#texts.fix(written.object)
    }
    writer.isFixed &&= before
    return written
  }
}

/** What one request asks, and how its answer is told. */
export class Asked {
  readonly tells: [string, Tell][] = []
  readonly #tables: Sql[] = []
  readonly #columns: { readonly value: Sql; readonly isFixed: boolean }[] = []
  /** Tables that must not be empty: what arguments name. */
  readonly #named: string[] = []

  constructor(private readonly texts: Texts) {}

  table(rows: Sql): string {
    this.#tables.push(rows)
    return `w${this.#tables.length - 1}`
  }

  column(value: Sql, isFixed: boolean): string {
    this.#columns.push({ value, isFixed })
    return `c${this.#columns.length - 1}`
  }

  /** Finds what arguments name within the statement. */
  lookup(nodes: Nodes, onUse: () => void): NodeLookup {
    return {
      demand: (argument, text, ...kinds) => {
        onUse()
        const key = nodes.keyOf(argument, text, ...kinds)
        if (kinds.length > 0 && !kinds.includes(key.kind)) throw new NotNow()
        const reads = nodes.sources.get(key.kind)
        if (!reads) throw new NotNow()
        const found =
          'code' in key
            ? reads.byCode.statement(sql`array[${key.code}]::text[]`, NAMED)
            : sql`select ${NAMED} from node n where n.id = ${key.id}::uuid and n.kind = ${key.kind}`
        const table = this.table(found)
        this.#named.push(this.column(sql`exists (select from ${raw(table)})`, false))
        return { id: sql`(select id from ${raw(table)} limit 1)` }
      },
    }
  }

  get statement(): Statement {
    const tables = this.#tables
    const columns = this.#columns
    const shape = [
      ...tables.map(({ strings }) => strings.join('?')),
      ...columns.map(({ value, isFixed }) => (isFixed ? '' : value.strings.join('?'))),
    ].join(';')
    return this.texts.statement(shape, [...tables, ...columns.map(({ value }) => value)], () => {
      const named = tables.map((rows, at) => sql`w${raw(String(at))} as materialized (${rows})`)
      const values = columns.map(({ value }, at) => sql`${value} as c${raw(String(at))}`)
      const head = named.length > 0 ? sql`with ${join(named)}` : sql``
      return sql`${head} select ${join([sql`(select version::text from graph_head) as version`, ...values])}`
    })
  }

  /** The data of the answer; undefined where resolvers are to make it. */
  tell(row: WrittenColumns): string | undefined {
    if (this.#named.some((column) => row[column] !== true)) return undefined
    const text = object(this.tells, row)
    return text.includes(MISSING) ? undefined : text
  }
}

function object(tells: readonly [string, Tell][], row: WrittenColumns): string {
  return `{${tells.map(([key, tell]) => `${JSON.stringify(key)}:${tell(row)}`).join(',')}}`
}
