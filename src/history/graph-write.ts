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

/**
 * Advisory lock: the loader of seed files holds it alone, every other writer shares it. So a load finds the graph as it
 * was decided up to then, and nobody changes under its hands what it is about to write.
 */
export const LOADING = 0x73656564

/** Nothing at all: no kind of node is called so, and an empty setting would let everything through. */
const NO_KIND = '-'

export interface WriteOptions extends Authorship {
  /** Waits until no other writer is under way, and keeps them waiting: for a write that concerns the whole graph. */
  readonly alone?: boolean
}

export interface Written<Value> {
  readonly value: Value
  /** The version that the write made; null where it changed nothing. */
  readonly version: string | null
}

type Seal<Done, Value> = (manager: EntityManager, done: Done, version: string | null) => Promise<Value>

/**
 * The one way to write to the graph: a transaction as the role that may write its tables and nothing of the ledger.
 * The database takes the next version as the last thing before the commit, while nothing else waits to be written.
 *
 * @param seal does what must be committed together with the version and needs to know it; what it answers is the value.
 */
export function writeGraph<Done, Value = Done>(
  dataSource: DataSource,
  { author, reason, within, alone = false }: WriteOptions,
  work: (manager: EntityManager) => Promise<Done>,
  seal: Seal<Done, Value> = async (_manager, done) => done as unknown as Value,
): Promise<Written<Value>> {
  return dataSource.transaction(async (manager) => {
    await manager.query(
      `select set_config('role', 'vrd_writer', true), set_config('vrd.author', $1, true),
        set_config('vrd.reason', $2, true), set_config('vrd.version', '', true),
        set_config('vrd.entity', $3, true), set_config('vrd.kinds', $4, true)`,
      [author, reason ?? '', within?.entity ?? '', within ? within.kinds.join(',') || NO_KIND : ''],
    )
    await manager.query(`select pg_advisory_xact_lock${alone ? '' : '_shared'}($1)`, [LOADING])
    const done = await work(manager)
    await manager.query('set constraints history.takes_version immediate')
    const [taken] = await manager.query<{ version: string | null }[]>(
      `select nullif(current_setting('vrd.version', true), '') as version`,
    )
    const version = taken?.version ?? null
    return { value: await seal(manager, done, version), version }
  })
}
