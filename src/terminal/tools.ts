import type { MigrationState } from '../database/migrations.js'
import type { followVersions } from '../history/follow-versions.js'
import type { verifyLedger } from '../history/verify-ledger.js'
import type { LoadReport } from '../exchange/load-report.js'
import type { StoredOperation } from '../api/operations.js'
import type { Graph } from './graph.js'
import type { KeyRing } from './key-ring.js'
import type { ServeOptions } from './serve.js'

/** The database of a command, for as long as it runs. */
export interface Attached {
  readonly url: string
  readonly notices: readonly string[]
  release(): Promise<void>
}

/** What the service is configured to. */
export interface Configuration {
  readonly host: string
  readonly port: number
  readonly databaseUrl: string | undefined
  readonly dataDirectory: string
  /** Of the tokens that people bring; undefined where none are taken. */
  readonly issuer?: string | undefined
}

export type FollowVersions = typeof followVersions
export type VerifyLedger = typeof verifyLedger

/** What the commands are wired to: the terminal itself starts, opens and configures nothing. */
export interface Tools {
  /** Aborts when the user has had enough. Its reason is the signal's name. */
  readonly signal: AbortSignal
  /** @throws StartupError naming everything that is wrong. */
  configuration(): Configuration
  /** The folders of the service's own data sets. */
  seedFolders(): Promise<readonly string[]>
  /** Runs the service until the signal aborts. @returns the exit code */
  serve(options: ServeOptions): Promise<number>
  /** @param makes the service's own database is made where there is none. */
  attach(makes: boolean): Promise<Attached>
  /** @throws StartupError where this is no database of ours. */
  checkDatabase(url: string): Promise<void>
  /** Changes nothing. */
  migrations(url: string): Promise<readonly MigrationState[]>
  /** @throws StartupError where the database is ahead. */
  migrate(url: string): Promise<void>
  /**
   * @param folders of one data set each; those of the service where there are none.
   * @param dryRun what would change is told, and nothing is written.
   * @throws SeedError, StartupError where the tables are not up to date.
   */
  loadSeeds(url: string, folders: readonly string[], dryRun: boolean): Promise<LoadReport>
  /** The keys of the database, for as long as the work takes. */
  withKeys<T>(url: string, work: (keys: KeyRing) => Promise<T>): Promise<T>
  openGraph(url: string, signal: AbortSignal): Promise<Graph>
  /** The questions of schema/operations. */
  operations(): Promise<readonly StoredOperation[]>
  readonly verifyLedger: VerifyLedger
  readonly followVersions: FollowVersions
}
