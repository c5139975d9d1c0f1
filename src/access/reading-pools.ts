import { Connections } from '../database/connections.js'
import type { Caller } from './caller.js'
import { draftsShownTo } from './policies.js'

/** Through which connections a caller's reads go, and as whom in them. */
export interface View {
  readonly connections: Connections
  /** The entity whose drafts are seen beside what is published; null where the connections themselves decide. */
  readonly entity: string | null
}

export interface ReadingPoolsOptions {
  readonly url: string
  /** Told when the server cuts a connection that nobody uses. */
  readonly onCut: (error: Error) => void
  /** Connections for the public; all others have as many again, shared. */
  readonly size?: number
}

/**
 * The public reads through connections of their own, whose role cannot see what is not published: that costs no round
 * trip, and whoever else is busy leaves them be. Connections are made when they are first needed.
 */
export class ReadingPools {
  readonly published: Connections
  readonly all: Connections

  constructor(options: ReadingPoolsOptions) {
    this.published = new Connections({ ...options, role: 'vrd_public' })
    this.all = new Connections({ ...options, role: 'vrd_reader' })
  }

  viewOf(caller: Caller): View {
    const shown = draftsShownTo(caller)
    if (shown === 'NONE') return { connections: this.published, entity: null }
    if (shown === 'ALL') return { connections: this.all, entity: null }
    if (caller.entity === null) throw new Error(`${caller.id} speaks for no entity`)
    return { connections: this.all, entity: caller.entity.id }
  }

  async end(): Promise<void> {
    await Promise.all([this.published.end(), this.all.end()])
  }
}
