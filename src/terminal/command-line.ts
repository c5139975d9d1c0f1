import { Command } from 'commander'
import { addChanges } from './changes.js'
import { addDiff } from './diff.js'
import { addHistory } from './history.js'
import type { Shell } from './shell.js'
import { addVerify } from './verify.js'

const EPILOGUE = `
The database is that of the service: its own in DATA_DIR, or DATABASE_URL. The service may run meanwhile.
Data goes to standard output, everything else to standard error.
Exit code: 0 fine; 1 the answer is no (verify found something, there was never such a node); 2 it could not be asked.

Run in the project: npm run --silent vrd -- verify`

/** All commands with their arguments and help. Nothing ends the process: what commander would end it for is thrown. */
export function commandLine(shell: Shell): Command {
  const program = new Command('vrd')
    .description('Reads and verifies the ledger of VRD Graph: who changed what, when and why.')
    .exitOverride()
    .configureOutput(shell.terminal.raw)
    .showHelpAfterError('(vrd --help and vrd COMMAND --help tell more)')
    .addHelpText('after', EPILOGUE)
  for (const add of [addVerify, addHistory, addDiff, addChanges]) add(program, shell)
  return program
}
