import type { DataSource, EntityManager } from 'typeorm'
import { writeGraph } from '../../src/history/graph-write.js'

export const OFFICER = { author: 'PROGRAMME_OFFICE/An', reason: 'Decided on Monday' }

/** Writes as somebody who decides. @returns the version */
export async function decide(dataSource: DataSource, ...statements: readonly string[]): Promise<string> {
  const { version } = await writeGraph(dataSource, OFFICER, async (manager) => {
    for (const statement of statements) await manager.query(statement)
  })
  if (version === null) throw new Error(`nothing was decided by ${statements.join('; ')}`)
  return version
}

/** Whatever was ever decided by others than the loader, as it stands: by id, with all its rows but what follows from others. */
export async function decidedDocuments(dataSource: DataSource): Promise<ReadonlyMap<string, string>> {
  return documents(
    dataSource.manager,
    `select distinct c.subject_id from graph_change c join graph_version v using (version)
     where v.author <> 'seeds' and c.before #- '{appropriation,0,allocated}' is distinct from c.after #- '{appropriation,0,allocated}'`,
  )
}

/** Every node and relation of a data set. */
export async function documentsOf(
  dataSource: DataSource,
  origin: string,
): Promise<ReadonlyMap<string, string>> {
  const of = (table: string) => `select id from ${table} where origin = '${origin}'`
  return documents(dataSource.manager, `${of('node')} union all ${of('relation')}`)
}

async function documents(manager: EntityManager, ids: string): Promise<ReadonlyMap<string, string>> {
  const rows = await manager.query<{ id: string; document: string }[]>(
    `select subject as id, (document #- '{appropriation,0,allocated}')::text as document from history.documents(array(${ids}))`,
  )
  return new Map(rows.map(({ id, document }) => [id, document]))
}

/** SQL: the id of a node. */
export function idOf(code: string, kind?: string): string {
  return `(select id from node where code = '${code}'${kind === undefined ? '' : ` and kind = '${kind}'`})`
}

/** SQL that takes a node out of the graph, with the relations that it is an end of. */
export function retraction(code: string): string[] {
  return [
    `delete from relation where ${idOf(code)} in (source_id, target_id)`,
    `delete from node where id = ${idOf(code)}`,
  ]
}
