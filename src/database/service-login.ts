import pg from 'pg'
import type { DataSource } from 'typeorm'
import { StartupError } from '../kernel/errors.js'

/** What the service acts as: each request as one of them, never as the login itself. */
const ROLES = ['vrd_reader', 'vrd_public', 'vrd_entity', 'vrd_writer', 'vrd_access']

/** Of a login that the service has for itself: it may do nothing but act as the roles. */
const NOTHING_ELSE = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls noinherit'

/** Makes the login where it is missing. The password is sent as it is: PostgreSQL keeps only what checks it. */
export async function provideLogin(owner: DataSource, name: string, password: string): Promise<void> {
  const [login, secret] = [pg.escapeIdentifier(name), pg.escapeLiteral(password)]
  const found = await owner.query<unknown[]>('select from pg_roles where rolname = $1', [name])
  const verb = found.length === 0 ? 'create' : 'alter'
  await owner.query(`${verb} role ${login} ${NOTHING_ELSE} password ${secret}`)
}

/**
 * Lets a login act as the roles, where it may not yet.
 *
 * @param owner connected as who migrated the database, and so made the roles or may at least grant them
 * @throws StartupError with the statement that somebody else must run
 */
export async function letAct(owner: DataSource, login: string): Promise<void> {
  const missing = await owner.query<{ role: string }[]>(
    `select role from unnest($2::text[]) as wanted (role)
      where not pg_has_role($1, role, case when current_setting('server_version_num')::int < 160000
        then 'MEMBER' else 'SET' end)`,
    [login, ROLES],
  )
  if (missing.length === 0) return
  const grant = `grant ${missing.map(({ role }) => role).join(', ')} to ${pg.escapeIdentifier(login)}`
  try {
    await owner.query(grant)
  } catch (error) {
    const { message } = error as Error
    throw new StartupError(
      `The login ${login} may not act as it must (${message}): let a superuser run: ${grant}`,
    )
  }
}

/** Who logs in at an address. @throws StartupError where it cannot be reached */
export async function loginAt(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ login: string }>('select session_user as login')
    return rows[0]?.login ?? ''
  } catch (error) {
    const { hostname, port, pathname } = new URL(url)
    const { message } = error as Error
    throw new StartupError(
      `The database at ${hostname}:${port || '5432'}${pathname} cannot be reached: ${message}.`,
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}
