import type { Command } from 'commander'
import type { LedgerFinding, Witness } from '../history/verify-ledger.js'
import { witnessValue } from './argument-values.js'
import { oneLine } from './change.js'
import { examples, JSON_OPTION } from './options.js'
import type { Shell } from './shell.js'
import type { Terminal } from './terminal.js'
import type { VerifyLedger } from './tools.js'

export function addVerify(program: Command, shell: Shell): void {
  program
    .command('verify')
    .summary('tell whether the ledger is whole and unchanged')
    .description(
      'Works out every hash of the ledger anew and compares the graph with it. Each finding is one line; the last line ' +
        'is the witness.\n\nKeep that last line somewhere else: whoever can rewrite the whole database can make a ledger ' +
        'that agrees with itself, but not one that agrees with --expect and the version and hash you kept.',
    )
    .option('--expect <version:hash>', 'what an earlier run has printed and must still hold', witnessValue)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples('vrd verify', `vrd verify --expect 12:${'0f'.repeat(32)}`, 'vrd verify --json'),
    )
    .action((options: VerifyOptions) =>
      shell.onDatabase((url) => verify(shell.tools.verifyLedger, url, options, shell.terminal)),
    )
}

interface VerifyOptions {
  readonly expect?: Witness
  readonly json?: boolean
}

/** @returns 1 where anything was found. */
async function verify(
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
