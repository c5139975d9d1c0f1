import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js'

/** The PostgreSQL that the benchmark runs on. */
export interface BenchServer {
  readonly url: string
  stop(): Promise<void>
}

/** BENCH_DATABASE_URL where it is set, which must be allowed to make databases; else the server that comes with the service. */
export async function openBenchServer(): Promise<BenchServer> {
  const given = process.env['BENCH_DATABASE_URL']
  if (given) return { url: given, stop: async () => {} }
  const dataDirectory = fileURLToPath(new URL('../../.data/bench', import.meta.url))
  return startEmbeddedPostgres({ dataDirectory, database: 'vrd' })
}
