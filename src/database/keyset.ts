import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { OrderKey } from './list-question.js'

/** The rows beyond a cursor: later in the order, or earlier where `before` is asked for. */
export function keysetCondition(keys: readonly OrderKey[], values: readonly string[], before: boolean): Sql {
  const alternatives = keys.map((key, at) => {
    const same = keys.slice(0, at).map((earlier, i) => sql`${earlier.value} = ${cast(earlier, values[i])}`)
    const beyond = sql`${key.value} ${raw((key.descending ?? false) === before ? '>' : '<')} ${cast(key, values[at])}`
    return sql`(${join([...same, beyond], ' and ')})`
  })
  const [first] = keys
  if (!first) return sql`true`
  // Says nothing new, and lets an index begin where the page does.
  const bound = sql`${first.value} ${raw((first.descending ?? false) === before ? '>=' : '<=')} ${cast(first, values[0])}`
  return sql`${bound} and (${join(alternatives, ' or ')})`
}

export function keysetOrder(keys: readonly OrderKey[], backwards: boolean): Sql {
  return join(
    keys.map((key) => sql`${key.value} ${raw((key.descending ?? false) === backwards ? 'asc' : 'desc')}`),
  )
}

function cast(key: OrderKey, value: string | undefined): Sql {
  return sql`${value}::${raw(key.type)}`
}
