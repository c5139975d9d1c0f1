import type { ClientBase } from 'pg'

/** What the schema is built on, beyond PostgreSQL itself; all three come with its contributed modules. */
const REQUIRED = ['btree_gist', 'pg_trgm', 'unaccent']

/** The extensions that the server of this connection cannot give; none, where all is well. */
export async function missingExtensions(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from pg_available_extensions')
  const available = new Set(rows.map(({ name }) => name))
  return REQUIRED.filter((name) => !available.has(name))
}
