import type { DataSource, EntityManager } from 'typeorm'

/** Who changes the graph, and why: both stand in the ledger. */
export interface Authorship {
  readonly author: string
  readonly reason: string | null
  /** What the database itself holds the writer to; nothing but its laws where it is left out. */
  readonly within?: WriteBounds
}

export interface WriteBounds {
  /** Only nodes that this entity looks after; null for all. */
  readonly entity: string | null
  /** Only nodes of these kinds. */
  readonly kinds: readonly string[]
}

export interface Written<Value> {
  readonly value: Value
  /** The version that the write made; null where it changed nothing. */
  readonly version: string | null
}

/**
 * The one way to write to the graph: a transaction as the role that may write its tables and nothing of the ledger.
 * The database takes the next version as the last thing before the commit, while nothing else waits to be written.
 *
 * @param seal does what must be committed together with the version and needs to know it.
 */
export function writeGraph<Value>(
  dataSource: DataSource,
  { author, reason, within }: Authorship,
  work: (manager: EntityManager) => Promise<Value>,
  seal?: (manager: EntityManager, written: Written<Value>) => Promise<void>,
): Promise<Written<Value>> {
  return dataSource.transaction(async (manager) => {
    await manager.query(
      `select set_config('role', 'vrd_writer', true), set_config('vrd.author', $1, true),
        set_config('vrd.reason', $2, true), set_config('vrd.version', '', true),
        set_config('vrd.entity', $3, true), set_config('vrd.kinds', $4, true)`,
      [author, reason ?? '', within?.entity ?? '', within?.kinds.join(',') ?? ''],
    )
    const value = await work(manager)
    await manager.query('set constraints history.takes_version immediate')
    const [taken] = await manager.query<{ version: string | null }[]>(
      `select nullif(current_setting('vrd.version', true), '') as version`,
    )
    const written = { value, version: taken?.version ?? null }
    await seal?.(manager, written)
    return written
  })
}
