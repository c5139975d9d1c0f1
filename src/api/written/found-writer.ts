import { isObjectType } from 'graphql'
import sql, { join, raw, type Sql } from 'sql-template-tag'
import { NODE_KINDS } from '../../kernel/node-kind.js'
import { type FoundNodes, literal, type WrittenFinding } from '../../graph/written.js'
import { json, leaf, named } from './json-text.js'
import { NotWritten } from './not-written.js'
import type { KnownPlace, PlaceWriter, Selected } from './place-writer.js'

/** An object of what was found beforehand. */
export function writeFound(
  writer: PlaceWriter,
  { type, sets }: Selected,
  { values, lists }: WrittenFinding,
): Sql {
  if (!isObjectType(type)) throw new NotWritten(type.name)
  const items = writer.selected(type, sets).map((selected) => {
    if (selected.isTypeName) return named(selected.key, literal(type.name))
    const value = values[selected.name]
    if (value) return named(selected.key, leaf(selected.field.type, value))
    const list = lists[selected.name]
    if (!list) throw new NotWritten(selected.name)
    return named(selected.key, writeNodes(writer, selected, list))
  })
  return json(items)
}

function writeNodes(
  writer: PlaceWriter,
  { key, type, sets }: Selected,
  { ids, node, numbers }: FoundNodes,
): Sql {
  if (!isObjectType(type)) throw new NotWritten(type.name)
  const places: KnownPlace[] = []
  const items = writer.selected(type, sets).map((selected) => {
    if (selected.isTypeName) return named(selected.key, literal(type.name))
    if (selected.name === node) {
      const place = writer.knownPlace(selected, NODE_KINDS, key)
      places.push(place)
      return named(selected.key, place.object)
    }
    if (!(selected.name in numbers)) throw new NotWritten(selected.name)
    return named(selected.key, leaf(selected.field.type, raw(`f."${selected.name}"`)))
  })
  const told = Object.values(numbers).map((values) => sql`, ${values}::int[]`)
  const names = Object.keys(numbers).map((name) => raw(`, "${name}"`))
  const standing = places.map(
    ({ rows }) => sql`cross join lateral (${rows.standing(sql`f.id`)}) ${raw(rows.alias)}`,
  )
  return sql`(select coalesce(json_agg(${json(items)} order by f.place), '[]')
    from unnest(${ids}::uuid[]${join([sql``, ...told], '')}) with ordinality as f (id${join([sql``, ...names], '')}, place)
    ${join([sql``, ...standing], ' ')})`
}
