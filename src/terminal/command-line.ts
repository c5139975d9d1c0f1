import { Command } from 'commander'
import { addAsk } from './ask.js'
import { addChanges } from './changes.js'
import { addDiff } from './diff.js'
import { addDoctor } from './doctor.js'
import { addHistory } from './history.js'
import { addImpact } from './impact.js'
import { addLineage } from './lineage.js'
import { addMigrate } from './migrate.js'
import { addPath } from './path.js'
import { addSeed } from './seed.js'
import { addServe } from './serve.js'
import type { Shell } from './shell.js'
import { addToken } from './token.js'
import { addVerify } from './verify.js'

const COMMANDS = [
  addServe, addMigrate, addSeed,
  addAsk, addImpact, addPath, addLineage,
  addHistory, addDiff, addChanges, addVerify,
 addToken,
 addDoctor,
] // prettier-ignore

const EPILOGUE = `
The database is that of the service: its own in DATA_DIR, or DATABASE_URL. The service may run meanwhile.
Whoever holds the database's password may see all of it: what is read here includes drafts.
Data goes to standard output, everything else to standard error.
Exit code: 0 fine; 1 the answer is no (verify found something, there was never such a node); 2 it could not be asked.

Run in the project: npm run --silent vrd -- verify`

/** All commands with their arguments and help. Nothing ends the process: what commander would end it for is thrown. */
export function commandLine(shell: Shell): Command {
  const program = new Command('vrd')
    .description(
      'VRD Graph from the terminal: runs it, fills it, asks it, and verifies that nothing was lost.',
    )
    .exitOverride()
    .configureOutput(shell.terminal.raw)
    .showHelpAfterError('(vrd --help and vrd COMMAND --help tell more)')
    .addHelpText('after', EPILOGUE)
  for (const add of COMMANDS) add(program, shell)
  return program
}
