import { createHash } from 'node:crypto'
import { type AskRows, finding, type LedgerFinding } from './ledger-finding.js'

/** What is sealed, as the text that the database sealed it by; hashed here, not by the database that is checked. */
const CHANGE = `jsonb_build_array(c.version, c.position, c.subject_id, c.kind, c.reference, c.operation, c.before, c.after)::text`
const AT = `to_char(v.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

interface ChangeSeal {
  readonly version: string
  readonly position: number
  readonly subject: string
  readonly content: string
  readonly hash: string
}

interface VersionSeal {
  readonly version: string
  readonly at: string
  readonly changes: number
  readonly hash: string
  /** The content without the hashes of its changes, and they without the version before: null where that one is gone. */
  readonly content: string
  readonly isEarlier: boolean
}

/** Versions that are checked with one question. */
const AT_ONCE = 100

export interface ChainReport {
  readonly versions: number
  readonly changes: number
  readonly findings: readonly LedgerFinding[]
}

/**
 * Follows the seals from the first version to the head: every change has its hash, every version follows from the
 * one before and its changes, none is missing, none is too many, and time does not run backwards.
 */
export async function checkChain(
  ask: AskRows,
  head: { readonly version: string; readonly hash: string | null },
  onProgress: (done: number, total: number) => void,
): Promise<ChainReport> {
  const [end] = await ask<{ last: string }>(
    `select greatest((select max(version) from graph_version), (select max(version) from graph_change), $1::bigint, 0)::text as last`,
    [head.version],
  )
  const last = end?.last ?? '0'
  const findings: LedgerFinding[] = []
  let [versions, changes] = [0, 0]
  for (let from = 1n; from <= BigInt(last); from += BigInt(AT_ONCE)) {
    const span = [String(from), String(from + BigInt(AT_ONCE) - 1n)]
    const sealed = await versionSeals(ask, span)
    const content = groupByVersion(await changeSeals(ask, span))
    for (let version = from; version < from + BigInt(AT_ONCE) && version <= BigInt(last); version++) {
      const name = String(version)
      const own = content.get(name) ?? []
      findings.push(...checkVersion(name, sealed.get(name), own))
      versions += sealed.has(name) ? 1 : 0
      changes += own.length
    }
    onProgress(Math.min(Number(span[1]), Number(last)), Number(last))
  }
  const [tip] = await ask<{ hash: string }>('select hash from graph_version where version = $1', [
    head.version,
  ])
  if (head.version !== '0' && tip && tip.hash !== head.hash)
    findings.push(finding(head.version, 'the head has another hash than the version it is at'))
  if (BigInt(last) > BigInt(head.version))
    findings.push(finding(String(BigInt(head.version) + 1n), 'the ledger holds more than the head tells of'))
  return { versions, changes, findings }
}

function checkVersion(
  version: string,
  seal: VersionSeal | undefined,
  own: readonly ChangeSeal[],
): LedgerFinding[] {
  const found = own.flatMap((change, at) => {
    const where = { position: change.position, subject: change.subject }
    return [
      ...(sha256(change.content) === change.hash
        ? []
        : [finding(version, 'the change is not what was sealed', where)]),
      ...(change.position === at + 1
        ? []
        : [finding(version, `the change stands in place ${at + 1}`, where)]),
    ]
  })
  if (!seal) return [...found, finding(version, 'the version is missing')]
  const content = seal.content.replace('"CHANGES"', `"${own.map(({ hash }) => hash).join('')}"`)
  return [
    ...found,
    ...(seal.changes === own.length
      ? []
      : [finding(version, `the version made ${seal.changes} changes, and ${own.length} are there`)]),
    ...(sha256(content) === seal.hash
      ? []
      : [finding(version, 'the version does not follow from the one before and its changes')]),
    ...(seal.isEarlier ? [finding(version, 'the version is older than the one before it')] : []),
  ]
}

async function versionSeals(ask: AskRows, span: readonly string[]): Promise<Map<string, VersionSeal>> {
  const rows = await ask<VersionSeal>(
    `select v.version, v.changes, v.hash, coalesce(v.at < before.at, false) as "isEarlier",
       jsonb_build_array(before.hash, v.version, ${AT}, v.author, v.reason, v.changes, 'CHANGES')::text as content
     from graph_version v left join graph_version before on before.version = v.version - 1
     where v.version between $1 and $2`,
    span,
  )
  return new Map(rows.map((row) => [row.version, row]))
}

function changeSeals(ask: AskRows, span: readonly string[]): Promise<ChangeSeal[]> {
  return ask<ChangeSeal>(
    `select c.version, c.position, coalesce(c.reference, c.subject_id::text) as subject, c.hash, ${CHANGE} as content
     from graph_change c where c.version between $1 and $2 order by c.version, c.position`,
    span,
  )
}

function groupByVersion(changes: readonly ChangeSeal[]): Map<string, ChangeSeal[]> {
  const groups = new Map<string, ChangeSeal[]>()
  for (const change of changes) {
    const own = groups.get(change.version)
    if (own) own.push(change)
    else groups.set(change.version, [change])
  }
  return groups
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
