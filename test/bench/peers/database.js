import pg from 'pg'
import { STATEMENTS } from './statements.js'

/** The service's own size of pool; PostgreSQL's compiler is off, as it is there. */
const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: 10,
  options: '-c jit=off -c default_transaction_read_only=on',
})

/** The rows of one of the statements, which every connection prepares once. */
export async function rows(name, values) {
  const result = await pool.query({ name, text: STATEMENTS[name], values })
  return result.rows
}

/** The row of each key, in the order of the keys; null for a key without one. */
export function pick(keys, found) {
  const byId = new Map(found.map((row) => [row.id, row]))
  return keys.map((key) => byId.get(key) ?? null)
}

/** The rows of each key, in the order of the keys. */
export function group(keys, found) {
  const groups = new Map(keys.map((key) => [key, []]))
  for (const row of found) groups.get(row.key).push(row)
  return keys.map((key) => groups.get(key))
}

/** Keys without repetition: several parents may share one. */
export function distinct(keys) {
  return [...new Set(keys)]
}
