import { isObjectType } from 'graphql'
import sql, { join, raw, type Sql } from 'sql-template-tag'
import { LARGEST_PAGE } from '../../graphql/page-size.js'
import type { ListRequest } from '../../database/list-request.js'
import { base64url, literal, type WrittenList } from '../../graph/written.js'
import { writtenOf } from '../../graph/written.type.js'
import { type AnswerWriter, NotNow, type Place, type Selected } from './answer-writer.js'
import { NotWritten } from './place-rows.js'

/** A list as it is asked for: of everything where `parents` is null, else of the one id in that relation. */
interface Asked {
  readonly list: WrittenList
  readonly request: ListRequest<unknown>
  readonly parents: Sql | null
}

/** The fields of a connection, each by a statement of its own. */
export function writeConnection(
  writer: AnswerWriter,
  { field, node, type, sets }: Selected,
  list: WrittenList,
  parents: Sql | null,
): Sql[] {
  const request = list.request(writer.args(field, node), writer.lookup)
  if (request instanceof Promise || !isObjectType(type)) throw new NotWritten(field.name)
  list.check(request)
  const { limit, backwards } = request.window
  if (backwards || !(limit >= 1 && limit <= LARGEST_PAGE)) throw new NotNow()
  const asked = { list, request: list.parent === null ? request : request.of(list.parent, ''), parents }
  return writer.select(type, sets, (selected) => writePart(writer, selected, asked))
}

function writePart(writer: AnswerWriter, selected: Selected, asked: Asked): Sql {
  const { list, request, parents } = asked
  if (selected.isTypeName) return literal(selected.parent.name)
  switch (selected.name) {
    case 'nodes': {
      const place = writer.knownPlace(selected, rowsIn(list))
      const columns = place.rows.listed()
      return writer.many(
        place,
        list.pages.statement(request, parents, { columns, cursors: false, peeks: false }),
      )
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

function writeEdges(writer: AnswerWriter, { type, sets }: Selected, { list, request, parents }: Asked): Sql {
  if (!isObjectType(type)) throw new NotWritten(type.name)
  const places: Place[] = []
  const edges = writer.select(type, sets, (selected) => {
    if (selected.isTypeName) return literal(type.name)
    if (selected.name !== 'node') return CURSOR
    const place = writer.place(selected.type, rowsIn(list), selected.sets)
    places.push(place)
    return place.object
  })
  if (edges.length === 0) throw new NotWritten(type.name)
  if (places.length > 1) throw new NotWritten('node') // one row is one node
  const rows = places[0]?.rows ?? writer.ownRows()
  const columns = places[0] ? rows.listed() : sql`1`
  const listed = list.pages.statement(request, parents, { columns, peeks: false })
  const alias = raw(rows.alias)
  return sql`(select coalesce(json_agg(o), '[]') from (select ${join(edges)} from
    (select ${alias}.*, ${cursorOf(request, sql`${alias}."cursorKeys"`)} as "edgeCursor" from (${listed}) ${alias}) ${alias}) o)`
}

const CURSOR = sql`"edgeCursor"`

/** As `encodeCursor` makes one: the text of JSON, without spaces. */
function cursorOf({ order }: ListRequest<unknown>, keys: Sql): Sql {
  return base64url(
    sql`'[' || to_json(${order}::text)::text || ',' || substr(array_to_json(${keys})::text, 2)`,
  )
}

function writePageInfo(
  writer: AnswerWriter,
  { type, sets }: Selected,
  { list, request, parents }: Asked,
): Sql {
  if (!isObjectType(type)) throw new NotWritten(type.name)
  const { limit, after, before } = request.window
  const listed = list.pages.statement(request, parents, { columns: sql`1` })
  const items = writer.select(type, sets, ({ isTypeName, name }) => {
    if (isTypeName) return literal(type.name)
    switch (name) {
      case 'hasNextPage':
        return before === null ? sql`(p.count > ${limit}::int)` : sql`true`
      case 'hasPreviousPage':
        return raw(String(after !== null))
      case 'startCursor':
        return cursorOf(request, sql`p.first`)
      case 'endCursor':
        return cursorOf(request, sql`p.last`)
      default:
        throw new NotWritten(name)
    }
  })
  if (items.length === 0) throw new NotWritten(type.name)
  return sql`(select row_to_json(o) from (select ${join(items)} from (
    select count(*) as count, (array_agg(keys order by place))[1]::text[] as first,
      (array_agg(keys order by place))[least(count(*), ${limit}::int)]::text[] as last
    from (select l."cursorKeys"::text as keys, row_number() over () as place from (${listed}) l) l
  ) p) o)`
}

function rowsIn({ of }: WrittenList) {
  return of === 'TIE' ? of : [of]
}
