import type { Command } from 'commander'
import type { Language } from '../kernel/language.js'
import { versionValue } from './argument-values.js'
import { type Change, CHANGE_FIELDS, changeLines, oneLine } from './change.js'
import type { Graph } from './graph.js'
import { examples, JSON_OPTION, LANGUAGE_OPTION, OF_OPTION } from './options.js'
import type { Shell } from './shell.js'
import type { Terminal } from './terminal.js'

export function addDiff(program: Command, shell: Shell): void {
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
      shell.asking((graph) => diff(graph, { from, to }, options, shell.terminal)),
    )
}

const DIFF = `query Diff($from: GraphVersion!, $to: GraphVersion!, $of: String, $language: Language) {
  diff(from: $from, to: $to, of: $of) {
    from to totalCount changes { ${CHANGE_FIELDS} } summary(language: $language)
  }
}`

interface Answer {
  readonly diff: {
    readonly from: string
    readonly to: string
    readonly totalCount: number
    readonly changes: readonly Change[]
    readonly summary: string
  }
}

interface DiffOptions {
  readonly of?: string
  readonly language?: Language
  readonly json?: boolean
}

async function diff(
  graph: Graph,
  range: { readonly from: string; readonly to: string },
  { of, language, json }: DiffOptions,
  terminal: Terminal,
): Promise<number> {
  const { diff: found } = await graph.ask<Answer>(DIFF, { ...range, of, language })
  if (json) await terminal.print([JSON.stringify(found)])
  else {
    // Its other lines are the changes once more, in fewer words.
    const [title = ''] = found.summary.split('\n')
    await terminal.print([oneLine(title), ...found.changes.flatMap(changeLines)])
  }
  const left = found.totalCount - found.changes.length
  if (left > 0) {
    terminal.tell(
      `${left} more differences are not shown: vrd changes --after ${found.from} prints every change`,
    )
  }
  return 0
}
