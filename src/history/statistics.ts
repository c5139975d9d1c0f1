import type { DataSource } from 'typeorm'

/**
 * Has the database count what it holds now, after much of it was written at once: until its own look some time later, it
 * plans as if all tables were empty. A login that does not own the tables may not; then nothing happens.
 */
export async function refreshStatistics(dataSource: DataSource): Promise<void> {
  const [tables] = await dataSource.query<{ names: string | null }[]>(
    `select string_agg(format('%I.%I', n.nspname, c.relname), ', ') as names
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'history') and c.relkind = 'r' and pg_has_role(c.relowner, 'usage')`,
  )
  if (tables?.names) await dataSource.query(`analyze ${tables.names}`)
}
