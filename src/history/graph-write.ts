import type { DataSource, EntityManager } from 'typeorm'

/** Who changes the graph, and why: both stand in the ledger. */
export interface Authorship {
  readonly author: string
  readonly reason: string | null
  /** `vrd_loader`, who loads files, is told at which row a key is broken; `vrd_writer` unless told. */
  readonly role?: 'vrd_writer' | 'vrd_loader'
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
  { author, reason, role = 'vrd_writer' }: Authorship,
  work: (manager: EntityManager) => Promise<Value>,
): Promise<Written<Value>> {
  return dataSource.transaction(async (manager) => {
    await manager.query(
      `select set_config('role', $3, true), set_config('vrd.author', $1, true),
        set_config('vrd.reason', $2, true), set_config('vrd.version', '', true)`,
      [author, reason ?? '', role],
    )
    const value = await work(manager)
    await manager.query('set constraints history.takes_version immediate')
    const [taken] = await manager.query<{ version: string | null }[]>(
      `select nullif(current_setting('vrd.version', true), '') as version`,
    )
    return { value, version: taken?.version ?? null }
  })
}
