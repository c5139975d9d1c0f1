import type { followVersions } from '../history/follow-versions.js'
import type { verifyLedger } from '../history/verify-ledger.js'
import type { Graph } from './graph.js'

/** The database of a command, for as long as it runs. */
export interface Attached {
  readonly url: string
  readonly notices: readonly string[]
  release(): Promise<void>
}

export type FollowVersions = typeof followVersions
export type VerifyLedger = typeof verifyLedger

/** What the commands are wired to: the terminal itself starts, opens and configures nothing. */
export interface Tools {
  /** Aborts when the user has had enough. Its reason is the signal's name. */
  readonly signal: AbortSignal
  /** @param makes the service's own database is made where there is none. */
  attach(makes: boolean): Promise<Attached>
  /** @throws StartupError where this is no database of ours. */
  checkDatabase(url: string): Promise<void>
  openGraph(url: string, signal: AbortSignal): Promise<Graph>
  readonly verifyLedger: VerifyLedger
  readonly followVersions: FollowVersions
}
