import type { Command } from 'commander'
import { kindValues, versionValue } from './argument-values.js'
import { ChangePrinter, type ChangesOptions } from './change-printer.js'
import { followChanges } from './follow-changes.js'
import type { Graph } from './graph.js'
import { examples, LANGUAGE_OPTION, OF_OPTION } from './options.js'
import type { Shell } from './shell.js'

type ChangesArguments = ChangesOptions & { readonly follow?: boolean }

export function addChanges(program: Command, shell: Shell): void {
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
      shell.asking((graph, url) => changes(graph, { url, follow, ...options }, shell), { isEndless: follow }),
    )
}

async function changes(
  graph: Graph,
  { url, follow, ...options }: ChangesArguments & { readonly url: string },
  { tools, terminal }: Shell,
): Promise<number> {
  const printer = new ChangePrinter(graph, options, terminal)
  const { signal, followVersions } = tools
  if (follow) await followChanges(printer, { url, after: options.after, signal, followVersions }, terminal)
  else await printer.printNew()
  return 0
}
