import type { LedgerFinding, verifyLedger, Witness } from '../history/verify-ledger.js'
import { oneLine } from './change.js'
import type { Terminal } from './terminal.js'

export type VerifyLedger = typeof verifyLedger

export interface VerifyOptions {
  readonly expect?: Witness
  readonly json?: boolean
}

/** @returns 1 where anything was found. */
export async function verify(
  verifyLedgerAt: VerifyLedger,
  url: string,
  { expect, json }: VerifyOptions,
  terminal: Terminal,
): Promise<number> {
  const report = await verifyLedgerAt(url, {
    expect,
    onProgress: (done, total) => terminal.progress(`${done} of ${total} versions verified`),
  })
  const { version, hash, changes, findings } = report
  const witness = `version ${version}, hash ${hash}: ${changes} changes verified`
  await terminal.print(json ? [JSON.stringify(report)] : [...findings.map(findingLine), witness])
  return findings.length > 0 ? 1 : 0
}

function findingLine({ version, position, subject, problem }: LedgerFinding): string {
  const place = [
    version === null ? [] : `version ${version}`,
    position === null ? [] : `change ${position}`,
    subject ?? [],
  ].flat()
  return oneLine(place.length > 0 ? `${place.join(', ')}: ${problem}` : problem)
}
