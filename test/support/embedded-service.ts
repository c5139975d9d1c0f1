/**
 * A service that does nothing but hold its database, to be killed in tests:
 * `node --import ./test/support/typescript.js test/support/embedded-service.ts DIRECTORY`.
 * Prints one line of JSON when it is up, or when it is refused; ends in order on SIGTERM.
 */
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js'

const [, , dataDirectory = ''] = process.argv
try {
  const server = await startEmbeddedPostgres({ dataDirectory, database: 'vrd' })
  // A service lives by its HTTP server, whatever becomes of its database.
  const life = setInterval(() => undefined, 60_000)
  process.once('SIGTERM', () => void server.stop().then(() => clearInterval(life)))
  console.log(JSON.stringify(server))
} catch (error) {
  console.log(JSON.stringify({ refused: String(error) }))
  process.exitCode = 1
}
