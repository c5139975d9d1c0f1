import type { DataSource, EntityManager } from 'typeorm'

/** Who changes the graph, and why: both stand in the ledger. */
export interface Authorship {
  readonly author: string
  readonly reason: string | null
}

/**
 * Advisory lock: the loader of seed files holds it alone, every other writer shares it. So a load finds the graph as it
 * was decided up to then, and nobody changes under its hands what it is about to write.
 */
export const LOADING = 0x73656564

export interface WriteOptions extends Authorship {
  /** Waits until no other writer is under way, and keeps them waiting: for a write that concerns the whole graph. */
  readonly alone?: boolean
}

export interface Written<Value> {
  readonly value: Value
  /** The version that the write made; null where it changed nothing. */
  readonly version: string | null
}

/**
 * The one way to write to the graph: a transaction as the role that may write its tables and nothing of the ledger.
 * The database takes the next version as the last thing before the commit, while nothing else waits to be written.
 */
export function writeGraph<Value>(
  dataSource: DataSource,
  { author, reason, alone = false }: WriteOptions,
  work: (manager: EntityManager) => Promise<Value>,
): Promise<Written<Value>> {
  return dataSource.transaction(async (manager) => {
    await manager.query(
      `select set_config('role', 'vrd_writer', true), set_config('vrd.author', $1, true),
        set_config('vrd.reason', $2, true), set_config('vrd.version', '', true)`,
      [author, reason ?? ''],
    )
    await manager.query(`select pg_advisory_xact_lock${alone ? '' : '_shared'}($1)`, [LOADING])
    const value = await work(manager)
    await manager.query('set constraints history.takes_version immediate')
    const [taken] = await manager.query<{ version: string | null }[]>(
      `select nullif(current_setting('vrd.version', true), '') as version`,
    )
    return { value, version: taken?.version ?? null }
  })
}
