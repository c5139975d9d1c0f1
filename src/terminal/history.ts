import type { Command } from 'commander'
import type { Language } from '../kernel/language.js'
import { type Change, CHANGE_FIELDS, changeLines } from './change.js'
import { changePages } from './change-printer.js'
import type { Graph } from './graph.js'
import { examples, JSON_OPTION, LANGUAGE_OPTION } from './options.js'
import type { Shell } from './shell.js'
import type { Terminal } from './terminal.js'

export function addHistory(program: Command, shell: Shell): void {
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
      shell.asking((graph) => history(graph, reference, options, shell.terminal)),
    )
}

const HISTORY = `query History($reference: String!, $language: Language) {
  graphNode(reference: $reference) { reference history { ${CHANGE_FIELDS} } }
}`

interface Answer {
  readonly graphNode: { readonly reference: string; readonly history: readonly Change[] } | null
}

interface HistoryOptions {
  readonly language?: Language
  readonly json?: boolean
}

/** Of a node that stands or one that is gone. @returns 1 where there never was such a node. */
async function history(
  graph: Graph,
  reference: string,
  { language, json }: HistoryOptions,
  terminal: Terminal,
): Promise<number> {
  const { graphNode } = await graph.ask<Answer>(HISTORY, { reference, language })
  const found = graphNode ?? { reference, history: await historyOfGone(graph, reference, language) }
  await terminal.print(json ? [JSON.stringify(found)] : found.history.flatMap(changeLines))
  return 0
}

/** @throws AskError where the ledger knows no such node either. */
async function historyOfGone(graph: Graph, of: string, language?: Language): Promise<Change[]> {
  const changes: Change[] = []
  for await (const page of changePages(graph, { after: '0', of, ...(language && { language }) })) {
    changes.push(...page.changes)
  }
  return changes
}
