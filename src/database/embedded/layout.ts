import { join } from 'node:path'

/**
 * What stands where in a data directory:
 *
 * - `pg/data`: the server's files, and its own log as `server.log`
 * - `pg/password`: of the role that owns everything, made at random, readable by the server's user
 * - `pg/service-password`: of the login that the service uses once its tables are there, readable by its own user
 * - `pg.new-PID`: a `pg` under construction by that process
 *
 * Only what PostgreSQL itself must own belongs to its user: root never writes where another user could plant a link.
 */
export const clusterIn = (folder: string) => join(folder, 'pg')
export const draftIn = (folder: string, pid: number) => join(folder, `pg.new-${pid}`)
export const filesIn = (cluster: string) => join(cluster, 'data')
export const passwordIn = (cluster: string) => join(cluster, 'password')
export const servicePasswordIn = (cluster: string) => join(cluster, 'service-password')
export const versionIn = (files: string) => join(files, 'PG_VERSION')
export const logIn = (files: string) => join(files, 'server.log')
export const pidFileIn = (files: string) => join(files, 'postmaster.pid')

/** The role that owns everything in the embedded server. */
export const ROLE = 'vrd'

/** The login for everything but migrations: it owns nothing, and has no rights but those of the roles it acts as. */
export const SERVICE_LOGIN = 'vrd_service'

/** The database that is always there; advisory locks are per database, so all services meet in this one. */
export const MEETING_DATABASE = 'postgres'

/** The address of a database of the server that listens on that port. */
export function urlOn(port: number, password: string, database: string, login = ROLE): string {
  return `postgresql://${login}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}
