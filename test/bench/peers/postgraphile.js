import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import pg from 'pg'
import { postgraphile } from 'postgraphile'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter'

/**
 * PostGraphile as its documentation sets it up for production: the Amber preset, a pool through withPgClient, no explorer,
 * no watching, GRAPHILE_ENV=production; Grafast keeps parsed documents and plans, and statements are prepared, by default.
 * Its naming needs views (`postgraphile/views.sql`), which it is given in a schema of their own.
 */

const connectionString = process.env.DATABASE_URL

/** Two may start at once: they would both make the views. */
const client = new pg.Client({ connectionString })
await client.connect()
await client.query('select pg_advisory_lock(1447185476)')
await client.query(readFileSync(new URL('postgraphile/views.sql', import.meta.url), 'utf8'))
await client.end()

const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
  pgServices: [makePgService({ connectionString, schemas: ['bench_peers'], poolConfig: { max: 10 } })],
  schema: {
    // All columns may be filtered and sorted by; the preset asks for indexes, which views do not show.
    defaultBehavior: 'filterBy orderBy',
    connectionFilterAllowedOperators: ['equalTo', 'in'],
  },
  grafserv: { graphiql: false, watch: false },
})

const server = createServer()
server.on('error', (error) => {
  throw error
})
await instance.createServ(grafserv).addTo(server)
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'))
process.on('SIGTERM', () => process.exit())
if (process.env.PRINT_SCHEMA) {
  const { printSchema } = await import('graphql')
  process.stderr.write(printSchema(await instance.getSchema()))
}
