import type { EntityManager } from 'typeorm'
import type { Row } from './seed-row.js'
import type { SeedTable } from './seed-tables.js'

/** Each of these is one statement for any number of rows, and none for no row. */
export async function insertRows(
  manager: EntityManager,
  table: SeedTable,
  rows: readonly Row[],
): Promise<void> {
  const names = table.columns.map(({ name }) => name).join(', ')
  await send(manager, table, rows, `insert into ${table.name} (${names}) select ${names} from ${GIVEN}`)
}

/** @param changed the columns to set, by property; all but the key unless told */
export async function updateRows(
  manager: EntityManager,
  table: SeedTable,
  rows: readonly Row[],
  changed?: ReadonlySet<string>,
): Promise<void> {
  const set = table.columns
    .filter((column) => !table.keys.includes(column) && (changed?.has(column.property) ?? true))
    .map(({ name }) => `${name} = given.${name}`)
  await send(
    manager,
    table,
    rows,
    `update ${table.name} t set ${set.join(', ')} from ${GIVEN} as given where ${sameKey(table)}`,
  )
}

export async function deleteRows(
  manager: EntityManager,
  table: SeedTable,
  rows: readonly Row[],
): Promise<void> {
  await send(
    manager,
    table,
    rows,
    `delete from ${table.name} t using ${GIVEN} as given where ${sameKey(table)}`,
  )
}

const GIVEN = 'jsonb_populate_recordset(null::TABLE, $1::jsonb)'

async function send(
  manager: EntityManager,
  table: SeedTable,
  rows: readonly Row[],
  statement: string,
): Promise<void> {
  if (rows.length === 0) return
  const records = rows.map((row) =>
    Object.fromEntries(table.columns.map(({ name, property }) => [name, row[property]])),
  )
  await manager.query(statement.replace('TABLE', table.name), [JSON.stringify(records)])
}

function sameKey({ keys }: SeedTable): string {
  return keys.map(({ name }) => `t.${name} = given.${name}`).join(' and ')
}
