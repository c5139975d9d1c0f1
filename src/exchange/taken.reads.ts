import type { EntityManager } from 'typeorm'
import { RelationRow } from '../graph/relation.table.js'
import { EntityRow } from '../catalogue/entity.table.js'
import { PillarRow } from '../programme/pillar.table.js'
import { ProjectRow } from '../programme/project.table.js'
import { WorkstreamRow } from '../programme/workstream.table.js'
import { BudgetArticleRow } from '../funding/budget-article.table.js'
import { changesOf, type TableChanges } from './row-changes.js'
import type { RowClass } from './seed-row.js'

interface UniqueKey {
  readonly law: string
  readonly row: RowClass
  readonly columns: readonly string[]
  /** SQL: what a message shows. */
  readonly shown: string
  /** SQL: what else must hold of the two rows `t` and `given`. */
  readonly meeting?: string
}

const NUMBER = 'to_jsonb(given.number)::text'
const KEYS: readonly UniqueKey[] = [
  {
    law: 'entity_ovo_code_key',
    row: EntityRow,
    columns: ['ovo_code'],
    shown: 'to_json(given.ovo_code)::text',
  },
  { law: 'pillar_number_key', row: PillarRow, columns: ['portfolio_id', 'number'], shown: NUMBER },
  { law: 'project_number_key', row: ProjectRow, columns: ['portfolio_id', 'number'], shown: NUMBER },
  { law: 'workstream_number_key', row: WorkstreamRow, columns: ['project_id', 'number'], shown: NUMBER },
  {
    law: 'budget_article_key',
    row: BudgetArticleRow,
    columns: ['article', 'base_allocation'],
    shown: `to_json(given.article || ' ' || given.base_allocation)::text`,
  },
  {
    law: 'relation_overlap_excl',
    row: RelationRow,
    columns: ['kind', 'source_id', 'target_id'],
    shown: `lower(replace(given.kind, '_', '-')) || ' again'`,
    meeting: 'daterange(t.valid_from, t.valid_to) && daterange(given.valid_from, given.valid_to)',
  },
]

/** What a row that is to be written would share with one that stays, against a law of the database. */
export interface Taken {
  readonly law: string
  /** The node or relation that is to be written. */
  readonly id: string
  readonly shown: string
}

/** Keys that nodes and relations beside the files have already, or those that are left as they are. */
export async function takenKeys(manager: EntityManager, changes: readonly TableChanges[]): Promise<Taken[]> {
  const found: Taken[] = []
  for (const { law, row, columns, shown, meeting = 'true' } of KEYS) {
    const { table, inserted, updated, deleted } = changesOf(changes, row)
    const written = [...inserted.map((one) => one.row), ...updated.map(({ after }) => after)]
    if (written.length === 0) continue
    const moving = [...updated, ...deleted].map(({ owner }) => owner)
    const records = written.map((values) =>
      Object.fromEntries(table.columns.map(({ name, property }) => [name, values[property]])),
    )
    const same = columns.map((column) => `t.${column} = given.${column}`).join(' and ')
    const rows = await manager.query<Omit<Taken, 'law'>[]>(
      `select distinct given.id, ${shown} as shown
       from jsonb_populate_recordset(null::${table.name}, $1::jsonb) as given
       join ${table.name} t on ${same} and ${meeting} where t.id <> all ($2)`,
      [JSON.stringify(records), moving],
    )
    found.push(...rows.map((one) => ({ law, ...one })))
  }
  return found
}
