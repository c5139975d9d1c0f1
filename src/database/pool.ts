import pg from 'pg'

/** Days stay texts (`2025-02-13`): a JavaScript date would drag a time zone in. */
const DATE_OID = 1082
const TYPES = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    return oid === DATE_OID && format !== 'binary'
      ? (text: string) => text
      : (pg.types.getTypeParser(oid, format ?? 'text') as unknown)
  },
}

/** How alike a word and a name must be to count as a spelling of it: `veiligheidscentrum` still finds the Centre. */
const NEARLY_ALIKE = '-c pg_trgm.word_similarity_threshold=0.45'

/**
 * Connections for reading. The pool gives up after five seconds instead of waiting for ever, and outlives a
 * connection that the server cuts.
 */
export function createPool(url: string, onError: (error: Error) => void, size = 10): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'vrd-graph reads',
    options: NEARLY_ALIKE,
    max: size,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    types: TYPES as pg.CustomTypesConfig,
  })
  pool.on('error', onError)
  return pool
}
