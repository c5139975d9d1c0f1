import type { Client } from 'pg'
import type { MigrationState } from '../../database/migrations.js'
import { bytes, fail, type Finding, ok, warn } from './finding.js'

export async function checkServer(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ version: string; size: string }>(
    `select current_setting('server_version') as version, pg_database_size(current_database()) as size`,
  )
  const { version = '', size = '0' } = rows[0] ?? {}
  return ok('database', `PostgreSQL ${version} on ${client.host}:${client.port}, ${bytes(Number(size))}`)
}

export function checkMigrations(states: readonly MigrationState[]): Finding {
  const named = (wanted: MigrationState['state']) =>
    states.filter(({ state }) => state === wanted).map(({ name }) => name)
  const unknown = named('UNKNOWN')
  const pending = named('PENDING')
  if (unknown.length > 0) {
    return fail('migrations', `the database is ahead, with ${unknown.join(', ')}: use the newer version`)
  }
  if (pending.length > 0) {
    return warn('migrations', `${pending.length} of ${states.length} pending: run vrd migrate`)
  }
  return ok('migrations', `all ${states.length} done`)
}

/** Where the ledger ends; whether it is whole is for `vrd verify`. */
export async function checkLedger(client: Client): Promise<Finding> {
  // A login that owns nothing may look as the role that sees all.
  await client.query(
    `select set_config('role', 'vrd_reader', false) where not has_table_privilege('graph_version', 'select')`,
  )
  const { rows } = await client.query<{
    version: string
    hash: string | null
    at: string | null
    last: string
  }>(
    `select h.version::text, h.hash, (select max(version) from graph_version)::text as last,
       to_char((select at from graph_version v where v.version = h.version) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
     from graph_head h`,
  )
  const [head] = rows
  if (!head || head.version === '0') return warn('ledger', 'empty: load data with vrd seed')
  if (head.last !== head.version || head.at === null) {
    return fail('ledger', `its head is version ${head.version}, its last version another: run vrd verify`)
  }
  return ok('ledger', `version ${head.version} of ${head.at}, hash ${(head.hash ?? '').slice(0, 12)}…`)
}

const TOLERATED = 2_000
const INTOLERABLE = 60_000

/** How far our clock and the database's are apart, in milliseconds. */
export async function checkClock(client: Client): Promise<Finding> {
  const asked = Date.now()
  const { rows } = await client.query<{ now: string }>(
    `select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as now`,
  )
  const apart = Math.round(Math.abs(Number(rows[0]?.now) - (asked + Date.now()) / 2))
  const told = `${apart} ms from the database's`
  if (apart <= TOLERATED) return ok('clock', told)
  return (apart > INTOLERABLE ? fail : warn)(
    'clock',
    `${told}: keys and tokens go by it; set the clock right`,
  )
}
