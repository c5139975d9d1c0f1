import type { DataSource, EntityManager } from 'typeorm'

type Work<T> = (manager: EntityManager) => Promise<T>

/** Thrown to undo a transaction that went well. */
class Undo extends Error {}

/**
 * The same database for a write that is only tried: what its transaction did is held against every law, also those that
 * wait for the commit, and then undone.
 */
export function rehearsal(dataSource: DataSource): DataSource {
  const tried: DataSource = Object.create(dataSource) as DataSource
  const transaction = async <T>(work: Work<T>): Promise<T> => {
    const done: T[] = []
    try {
      await dataSource.transaction(async (manager) => {
        done.push(await work(manager))
        await manager.query('set constraints all immediate')
        throw new Undo()
      })
    } catch (error) {
      if (!(error instanceof Undo)) throw error
    }
    return done[0] as T
  }
  return Object.assign(tried, { transaction })
}
