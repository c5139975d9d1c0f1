import { Command } from 'commander'
import { kindValues, languageValue, versionValue, witnessValue } from './argument-values.js'
import { ChangePrinter, type ChangesOptions } from './changes.js'
import { diff, type DiffOptions } from './diff.js'
import { followChanges, type FollowVersions } from './follow-changes.js'
import type { Graph } from './graph.js'
import { history, type HistoryOptions } from './history.js'
import type { Terminal } from './terminal.js'
import { verify, type VerifyLedger, type VerifyOptions } from './verify.js'

/** What a command does with the address of the database. @returns the exit code */
export type Work = (url: string) => Promise<number>
/** @param isEndless the work minds the signal itself: to be stopped is how it ends. */
export type Run = (work: Work, isEndless?: boolean) => Promise<void>

export interface Tools {
  readonly signal: AbortSignal
  openGraph(url: string, signal: AbortSignal): Promise<Graph>
  readonly verifyLedger: VerifyLedger
  readonly followVersions: FollowVersions
}

const EPILOGUE = `
The database is that of the service: its own in DATA_DIR, or DATABASE_URL. The service may run meanwhile.
Data goes to standard output, everything else to standard error.
Exit code: 0 fine; 1 the answer is no (verify found something, there was never such a node); 2 it could not be asked.

Run in the project: npm run --silent vrd -- verify`

/** All commands with their arguments and help. Nothing ends the process: what commander would end it for is thrown. */
export function commandLine(tools: Tools, terminal: Terminal, run: Run): Command {
  const program = new Command('vrd')
    .description('Reads and verifies the ledger of VRD Graph: who changed what, when and why.')
    .exitOverride()
    .configureOutput(terminal.raw)
    .showHelpAfterError('(vrd --help and vrd COMMAND --help tell more)')
    .addHelpText('after', EPILOGUE)
  addVerify(program, tools, terminal, run)
  addHistory(program, tools, terminal, run)
  addDiff(program, tools, terminal, run)
  addChanges(program, tools, terminal, run)
  return program
}

const JSON_OPTION = ['--json', 'print one JSON document'] as const
const LANGUAGE_OPTION = ['--language <language>', 'of the summaries: nl or en', languageValue] as const
const OF_OPTION = ['--of <reference>', 'of one node only, such as project:VRD3-2025-08'] as const

function addVerify(program: Command, { verifyLedger }: Tools, terminal: Terminal, run: Run): void {
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
    .action((options: VerifyOptions) => run((url) => verify(verifyLedger, url, options, terminal)))
}

function addHistory(program: Command, tools: Tools, terminal: Terminal, run: Run): void {
  program
    .command('history')
    .summary('tell what happened to one node')
    .description('Prints every change of one node, the first one first; also of a node that is gone.')
    .argument('<reference>', 'kind:code, such as building-block:magda, or a global id')
    .option(...LANGUAGE_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples('vrd history project:VRD3-2025-08', 'vrd history building-block:magda --language en --json'),
    )
    .action((reference: string, options: HistoryOptions) =>
      run((url) => asking(tools, url, (graph) => history(graph, reference, options, terminal))),
    )
}

function addDiff(program: Command, tools: Tools, terminal: Terminal, run: Run): void {
  program
    .command('diff')
    .summary('tell what is different between two versions')
    .description(
      'Prints what changed after one version up to and including another, in words and change by change.',
    )
    .argument('<from>', 'a version of the graph; 0 is the empty one', versionValue)
    .argument('<to>', 'a later version', versionValue)
    .option(...OF_OPTION)
    .option(...LANGUAGE_OPTION)
    .option(...JSON_OPTION)
    .addHelpText('after', examples('vrd diff 1 4', 'vrd diff 1 4 --of project:VRD3-2025-08 --language en'))
    .action((from: string, to: string, options: DiffOptions) =>
      run((url) => asking(tools, url, (graph) => diff(graph, { from, to }, options, terminal))),
    )
}

type ChangesArguments = ChangesOptions & { readonly follow?: boolean }

function addChanges(program: Command, tools: Tools, terminal: Terminal, run: Run): void {
  program
    .command('changes')
    .summary('print all changes in order, and those to come')
    .description(
      'Prints every change after a version, in order. With --follow it then waits for new ones and prints each once, ' +
        'until it is interrupted; a cut connection is made anew.',
    )
    .option('--after <version>', 'only what changed after this version', versionValue, '0')
    .option('--kind <kind...>', 'only nodes of these kinds, such as project building-block', kindValues)
    .option(...OF_OPTION)
    .option('--follow', 'wait for more')
    .option(...LANGUAGE_OPTION)
    .option('--json', 'print one JSON object for each change, one a line (NDJSON)')
    .addHelpText(
      'after',
      examples(
        'vrd changes --kind project allocation',
        'vrd changes --after 12 --follow --json >> changes.ndjson',
        'vrd changes --of project:VRD3-2025-08',
      ),
    )
    .action(({ follow = false, ...options }: ChangesArguments) =>
      run(
        (url) => asking(tools, url, (graph) => changes(graph, { url, follow, ...options }, tools, terminal)),
        follow,
      ),
    )
}

async function changes(
  graph: Graph,
  { url, follow, ...options }: ChangesArguments & { readonly url: string },
  { signal, followVersions }: Tools,
  terminal: Terminal,
): Promise<number> {
  const printer = new ChangePrinter(graph, options, terminal)
  if (follow) await followChanges(printer, { url, after: options.after, signal, followVersions }, terminal)
  else await printer.printNew()
  return 0
}

async function asking(tools: Tools, url: string, work: (graph: Graph) => Promise<number>): Promise<number> {
  const graph = await tools.openGraph(url, tools.signal)
  try {
    return await work(graph)
  } finally {
    await graph.close()
  }
}

function examples(...commands: readonly string[]): string {
  return `\nExamples:\n${commands.map((command) => `  ${command}`).join('\n')}`
}
