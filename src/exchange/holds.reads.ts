import type { EntityManager } from 'typeorm'

/** A foreign key of the graph: rows of one table that hold on to rows of another. */
export interface Hold {
  readonly name: string
  readonly holder: string
  readonly columns: readonly string[]
  readonly held: string
  readonly referenced: readonly string[]
  /** Columns of the holder that name the node or relation it belongs to; `remark_id` stands for that of the remark. */
  readonly owners: readonly string[]
}

export async function readHolds(manager: EntityManager): Promise<Hold[]> {
  const columns = (table: string, numbers: string) => `array(
    select a.attname::text from unnest(${numbers}) with ordinality as listed (number, at)
    join pg_attribute a on a.attrelid = ${table} and a.attnum = listed.number order by listed.at)`
  return manager.query<Hold[]>(
    `select f.conname::text as name, holder.name as holder, ${columns('f.conrelid', 'f.conkey')} as columns,
       held.name as held, ${columns('f.confrelid', 'f.confkey')} as referenced, holder.owners
     from pg_constraint f
     join history.tracked holder on f.conrelid = ('public.' || quote_ident(holder.name))::regclass
     join history.tracked held on f.confrelid = ('public.' || quote_ident(held.name))::regclass
     where f.contype = 'f' order by f.conname`,
  )
}

/** Rows that would be let go, by what their columns say. */
export interface Loosened {
  readonly hold: Hold
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

export interface StillHeld {
  readonly hold: Hold
  /** What the columns say, as one text: see `keyText`. */
  readonly key: string
  /** The node or relation that holds on. */
  readonly owner: string
}

/** Who in the database holds on to these rows. */
export async function stillHeld(manager: EntityManager, loosened: readonly Loosened[]): Promise<StillHeld[]> {
  const asked = loosened.filter(({ rows }) => rows.length > 0)
  if (asked.length === 0) return []
  const parts = asked.map(({ hold: { holder, columns, held, referenced, owners } }, at) => {
    const owner = owners.map((column) =>
      column === 'remark_id' ? '(select m.node_id from remark m where m.id = t.remark_id)' : `t.${column}`,
    )
    const same = columns.map((column, i) => `t.${column} = given.${referenced[i] ?? ''}`)
    return `select ${at} as at, coalesce(${owner.join(', ')}) as owner,
        concat_ws(' ', ${columns.map((column) => `t.${column}`).join(', ')}) as key
      from ${holder} t join jsonb_populate_recordset(null::${held}, $${at + 1}::jsonb) as given on ${same.join(' and ')}`
  })
  const found = await manager.query<{ at: number; owner: string; key: string }[]>(
    parts.join(' union all '),
    asked.map(({ rows }) => JSON.stringify(rows)),
  )
  return found.flatMap(({ at, owner, key }) => {
    const hold = asked[at]?.hold
    return hold ? [{ hold, key, owner }] : []
  })
}

/** As `stillHeld` writes it; undefined where a column says nothing, and so holds on to nothing. */
export function keyText(values: readonly unknown[]): string | undefined {
  return values.includes(null) || values.includes(undefined) ? undefined : values.join(' ')
}
