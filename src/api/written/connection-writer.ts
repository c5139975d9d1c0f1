import { isObjectType } from 'graphql'
import sql, { join, raw, type Sql } from 'sql-template-tag'
import { LARGEST_PAGE } from '../../graphql/page-size.js'
import type { ListRequest } from '../../database/list-request.js'
import { base64url, literal, type WrittenList } from '../../graph/written.js'
import { writtenOf } from '../../graph/written.type.js'
import { named } from './json-text.js'
import { NotNow, NotWritten } from './not-written.js'
import type { Place, PlaceWriter, Selected } from './place-writer.js'

/** A list as it is asked for. */
interface Asked {
  readonly list: WrittenList
  readonly request: ListRequest<unknown>
  /** The one id, as a relation, whose list it is; null for the list of everything. */
  readonly parents: Sql | null
  /** Whether it is asked where the page stands in the list. */
  readonly isPlaced: boolean
  /** The rows of the page and the one after it, once they are read for its items. */
  page?: Sql
}

/** The fields of a connection. */
export function writeConnection(
  writer: PlaceWriter,
  { field, node, type, sets }: Selected,
  list: WrittenList,
  parents: Sql | null,
): Sql[] {
  const request = list.request(writer.args(field, node), writer.head)
  if (request instanceof Promise || !isObjectType(type)) throw new NotWritten(field.name)
  list.check(request)
  const { limit, backwards } = request.window
  if (backwards || !(limit >= 1 && limit <= LARGEST_PAGE)) throw new NotNow()
  const fields = writer.selected(type, sets)
  const asked: Asked = {
    list,
    request: list.parent === null ? request : request.of(list.parent, ''),
    parents,
    isPlaced: fields.some(({ name }) => name === 'pageInfo'),
  }
  const parts = new Map(
    // Where the page stands is told of the rows that are read for its items.
    fields
      .toSorted((a, b) => Number(a.name === 'pageInfo') - Number(b.name === 'pageInfo'))
      .map((part) => [part.key, writePart(writer, part, asked)]),
  )
  return fields.map(({ key }) => named(key, parts.get(key) ?? sql``))
}

function writePart(writer: PlaceWriter, selected: Selected, asked: Asked): Sql {
  const { list, request, parents } = asked
  if (selected.isTypeName) return literal(selected.parent.name)
  switch (selected.name) {
    case 'nodes': {
      const of = rowsIn(list)
      const place =
        parents === null ? writer.knownPlace(selected, of) : writer.place(selected.type, of, selected.sets)
      return writer.many(place, rowsOf(writer, asked, place.rows.listed(), false))
    }
    case 'edges':
      return writeEdges(writer, selected, asked)
    case 'pageInfo':
      return writePageInfo(writer, selected, asked)
    case 'totalCount':
      return sql`(select count from (${list.counts.statement(request, parents)}) c)`
  }
  const how = writtenOf(selected.field)
  if (how?.by !== 'aggregate') throw new NotWritten(selected.name)
  const rows = writer.ownRows()
  const value = writer.made(selected, rows, null, how.write)
  return sql`(select ${value} from (${how.read.statement(request, parents)}) ${raw(rows.alias)})`
}

/** The rows of the page. A list of everything is read once, for its items and for where they stand. */
function rowsOf(writer: PlaceWriter, asked: Asked, columns: Sql, cursors: boolean): Sql {
  const { list, request, parents, isPlaced } = asked
  if (!isPlaced || parents !== null || asked.page)
    return list.pages.statement(request, parents, { columns, cursors, peeks: false })
  asked.page = writer.head.add(list.pages.statement(request, null, { columns }))
  return sql`select * from ${asked.page} limit ${request.window.limit}::int`
}

function writeEdges(writer: PlaceWriter, { type, sets }: Selected, asked: Asked): Sql {
  if (!isObjectType(type)) throw new NotWritten(type.name)
  const places: Place[] = []
  const edges = writer.selected(type, sets).map((selected) => {
    if (selected.isTypeName) return named(selected.key, literal(type.name))
    if (selected.name === 'cursor') return named(selected.key, CURSOR)
    const place = writer.place(selected.type, rowsIn(asked.list), selected.sets)
    places.push(place)
    return named(selected.key, place.object)
  })
  if (edges.length === 0 || places.length > 1) throw new NotWritten(type.name) // one row is one node
  const rows = places[0]?.rows ?? writer.ownRows()
  const alias = raw(rows.alias)
  const listed = rowsOf(writer, asked, places[0] ? rows.listed() : sql`1`, true)
  return sql`(select coalesce(json_agg(o), '[]') from (select ${join(edges)} from
    (select ${alias}.*, ${cursorOf(asked, sql`${alias}."cursorKeys"`)} as "edgeCursor" from (${listed}) ${alias}) ${alias}) o)`
}

const CURSOR = sql`"edgeCursor"`

/** As `encodeCursor` makes one: the text of JSON, without spaces. */
function cursorOf({ request: { order } }: Asked, keys: Sql): Sql {
  return base64url(
    sql`'[' || to_json(${order}::text)::text || ',' || substr(array_to_json(${keys})::text, 2)`,
  )
}

function writePageInfo(writer: PlaceWriter, { type, sets }: Selected, asked: Asked): Sql {
  if (!isObjectType(type)) throw new NotWritten(type.name)
  const { list, request, parents, page } = asked
  const { limit, after, before } = request.window
  const fields = writer.selected(type, sets).map(({ key, isTypeName, name }) => {
    if (isTypeName) return named(key, literal(type.name))
    switch (name) {
      case 'hasNextPage':
        return named(key, before === null ? sql`(p.count > ${limit}::int)` : sql`true`)
      case 'hasPreviousPage':
        return named(key, raw(String(after !== null)))
      case 'startCursor':
        return named(key, cursorOf(asked, sql`p.first`))
      case 'endCursor':
        return named(key, cursorOf(asked, sql`p.last`))
      default:
        throw new NotWritten(name)
    }
  })
  if (fields.length === 0) throw new NotWritten(type.name)
  const listed = page
    ? sql`select * from ${page}`
    : list.pages.statement(request, parents, { columns: sql`1` })
  return sql`(select row_to_json(o) from (select ${join(fields)} from (
    select count(*) as count, (array_agg(keys order by place))[1]::text[] as first,
      (array_agg(keys order by place))[least(count(*), ${limit}::int)]::text[] as last
    from (select l."cursorKeys"::text as keys, row_number() over () as place from (${listed}) l) l
  ) p) o)`
}

function rowsIn({ of }: WrittenList) {
  return of === 'TIE' ? of : [of]
}
