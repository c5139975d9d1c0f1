import { createHash } from 'node:crypto'
import { type AskRows, finding, type LedgerFinding } from './ledger-finding.js'

/** What is sealed, as the text that the database sealed it by; hashed here, not by the database that is checked. */
const CHANGE = `jsonb_build_array(c.version, c.position, c.subject_id, c.kind, c.reference, c.operation, c.before, c.after)::text`
const AT = `to_char(v.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

interface ChangeSeal {
  readonly version: string
  readonly position: number
  readonly subject: string
  readonly hash: string
  /** Whether that is the hash of what it tells. */
  readonly isSealed: boolean
}

interface VersionSeal {
  readonly version: string
  readonly at: string
  readonly changes: number
  readonly hash: string
  /** All but the hashes of its changes, as a list that lacks its last item. */
  readonly content: string
  readonly isEarlier: boolean
}

/** Versions that are checked with one question. */
const AT_ONCE = 100
/** Changes that are read with one: each holds whole nodes, and a version may have any number of them. */
const CHANGES_AT_ONCE = 500

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
  head: { readonly version: string },
  onProgress: (done: number, total: number) => void,
): Promise<ChainReport> {
  const [end] = await ask<{ last: string }>(
    `select greatest((select max(version) from graph_version), (select max(version) from graph_change), $1::bigint, 0)::text as last`,
    [head.version],
  )
  const last = end?.last ?? '0'
  const findings: LedgerFinding[] = await beforeTheFirst(ask)
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
  findings.push(...(await checkHead(ask)))
  if (BigInt(last) > BigInt(head.version))
    findings.push(finding(String(BigInt(head.version) + 1n), 'the ledger holds more than the head tells of'))
  return { versions, changes, findings }
}

/** Versions are counted from 1: nothing that stands before was ever taken. */
async function beforeTheFirst(ask: AskRows): Promise<LedgerFinding[]> {
  const rows = await ask<{ version: string }>(
    `select version from graph_version where version < 1 union select version from graph_change where version < 1 order by version`,
  )
  return rows.map(({ version }) =>
    finding(version, 'the ledger begins with version 1, and this stands before it'),
  )
}

async function checkHead(ask: AskRows): Promise<LedgerFinding[]> {
  const [tip] = await ask<{ version: string; isSealed: boolean; isThen: boolean }>(
    `select v.version, v.hash is not distinct from h.hash as "isSealed", v.at is not distinct from h.at as "isThen"
     from graph_head h join graph_version v on v.version = h.version`,
  )
  if (!tip) return []
  return [
    ...(tip.isSealed ? [] : [finding(tip.version, 'the head has another hash than the version it is at')]),
    ...(tip.isThen ? [] : [finding(tip.version, 'the head tells of another time than the version it is at')]),
  ]
}

function checkVersion(
  version: string,
  seal: VersionSeal | undefined,
  own: readonly ChangeSeal[],
): LedgerFinding[] {
  const found = own.flatMap((change, at) => {
    const where = { position: change.position, subject: change.subject }
    return [
      ...(change.isSealed ? [] : [finding(version, 'the change is not what was sealed', where)]),
      ...(change.position === at + 1
        ? []
        : [finding(version, `the change stands in place ${at + 1}`, where)]),
    ]
  })
  if (!seal) return [...found, finding(version, 'the version is missing')]
  const hashes = own.length === 0 ? null : own.map(({ hash }) => hash).join('')
  const content = `${seal.content.slice(0, -1)}, ${JSON.stringify(hashes)}]`
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
       jsonb_build_array(before.hash, v.version, ${AT}, v.author, v.reason, v.changes)::text as content
     from graph_version v left join graph_version before on before.version = v.version - 1
     where v.version between $1 and $2`,
    span,
  )
  return new Map(rows.map((row) => [row.version, row]))
}

async function changeSeals(ask: AskRows, [from = '1', to = from]: readonly string[]): Promise<ChangeSeal[]> {
  const seals: ChangeSeal[] = []
  let [version, position] = [String(BigInt(from) - 1n), 2_147_483_647]
  for (;;) {
    const page = await ask<Omit<ChangeSeal, 'isSealed'> & { readonly content: string }>(
      `select c.version, c.position, coalesce(c.reference, c.subject_id::text) as subject, c.hash, ${CHANGE} as content
       from graph_change c where (c.version, c.position) > ($1, $2) and c.version <= $3
       order by c.version, c.position limit ${CHANGES_AT_ONCE}`,
      [version, position, to],
    )
    seals.push(...page.map(({ content, ...seal }) => ({ ...seal, isSealed: sha256(content) === seal.hash })))
    const last = page.at(-1)
    if (!last || page.length < CHANGES_AT_ONCE) return seals
    ;[version, position] = [last.version, last.position]
  }
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
