import pg from 'pg'
import { checkChain } from './ledger-chain.js'
import { type AskRows, finding, type LedgerFinding } from './ledger-finding.js'
import { checkFold } from './ledger-fold.js'

export type { LedgerFinding } from './ledger-finding.js'

/** A version and its hash, as they were noted elsewhere. */
export interface Witness {
  readonly version: string
  readonly hash: string
}

export interface VerifyOptions {
  /** Finds also what nothing in the database can: a ledger that was written anew with new hashes, or cut with its head. */
  readonly expect?: Witness | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

export interface LedgerReport {
  /** The version the graph is at, and its hash: the witness to note elsewhere. */
  readonly version: string
  readonly hash: string
  readonly versions: number
  readonly changes: number
  /** In order of versions; none where all is as it was written. */
  readonly findings: readonly LedgerFinding[]
}

/** Who owns the tables sees them as they are; a login that owns nothing looks as the role that sees all. */
const READER = `select set_config('role', 'vrd_reader', false)
  where not has_table_privilege('graph_change', 'select') or row_security_active('node')`

/** Checks the ledger, the rows through time and the graph against each other, in one snapshot. */
export async function verifyLedger(url: string, options: VerifyOptions = {}): Promise<LedgerReport> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'vrd-graph verify',
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(READER)
    await client.query('begin transaction isolation level repeatable read')
    return await verifyOn(client, options)
  } finally {
    await client.end()
  }
}

/** As `verifyLedger`, with a temporary table for the time being, in whatever transaction the connection has open. */
export async function verifyOn(client: pg.Client, options: VerifyOptions = {}): Promise<LedgerReport> {
  const ask: AskRows = async <Row extends object>(text: string, values: readonly unknown[] = []) =>
    (await client.query(text, [...values])).rows as Row[]
  const [head = { version: '0', hash: null }] = await ask<{ version: string; hash: string | null }>(
    'select version, hash from graph_head',
  )
  const chain = await checkChain(ask, head, options.onProgress ?? (() => undefined))
  const findings = [
    ...chain.findings,
    ...(await checkWitness(ask, options.expect)),
    ...(await checkFold(ask)),
  ]
  return {
    version: head.version,
    hash: head.hash ?? '',
    versions: chain.versions,
    changes: chain.changes,
    findings: findings.sort((a, b) => Number(a.version ?? 0) - Number(b.version ?? 0)),
  }
}

async function checkWitness(ask: AskRows, expect: Witness | undefined): Promise<LedgerFinding[]> {
  if (!expect) return []
  const [row] = await ask<{ hash: string }>('select hash from graph_version where version = $1', [
    expect.version,
  ])
  if (row?.hash === expect.hash) return []
  const problem = row
    ? 'the version has another hash than the witness: the ledger was written anew up to here'
    : 'the witness tells of a version that is not there'
  return [finding(expect.version, problem)]
}
