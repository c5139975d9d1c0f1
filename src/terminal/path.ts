import type { Command } from 'commander'
import type { Language } from '../kernel/language.js'
import type { RelationKind } from '../graph/relation-kind.js'
import { numberValue, relationValues } from './argument-values.js'
import type { Graph } from './graph.js'
import { addAskOptions, askingOf, type AskOptions, examples } from './options.js'
import type { Shell } from './shell.js'
import type { Terminal } from './terminal.js'
import { type Step, STEP_FIELDS, stepsFrom } from './way.js'
import { aligned } from './words.js'

const PATHS = `query Paths($from: String!, $to: String!, $length: Int, $first: Int, $along: [RelationKind!]) {
  paths(from: $from, to: $to, maxLength: $length, first: $first, relationKinds: $along) {
    length nodes { reference name } relations { ${STEP_FIELDS} }
  }
}`

interface Path {
  readonly length: number
  readonly nodes: readonly { readonly reference: string; readonly name: string }[]
  readonly relations: readonly Step[]
}

interface PathOptions extends AskOptions {
  readonly length?: number
  readonly first?: number
  readonly along?: readonly RelationKind[]
}

export function addPath(program: Command, shell: Shell): void {
  const command = program
    .command('path')
    .summary('tell how two nodes are tied together')
    .description(
      'Prints the shortest ways from one node to another, through any relation, whichever way it reads. ' +
        'Ends with 1 where there is none.',
    )
    .argument('<from>', 'kind:code, such as regulation:nis2, or a global id')
    .argument('<to>', 'the other node')
    .option('--length <relations>', 'how long at most, from 1 to 8; 6 unless told', numberValue(1, 8))
    .option('--first <ways>', 'how many to show, from 1 to 100; 5 unless told', numberValue(1, 100))
    .option('--along <relation...>', 'only along these kinds of relation', relationValues)
  addAskOptions(command)
    .addHelpText(
      'after',
      examples(
        'vrd path regulation:nis2 budget-article:sca-asja2na-wt-asj033',
        'vrd path project:VRD3-2025-08 building-block:magda --first 1 --language en',
        'vrd path building-block:magda entity:OVO001835 --length 4 --json',
      ),
    )
    .action((from: string, to: string, options: PathOptions) =>
      shell.asking((graph) => path(graph, { from, to }, options, shell.terminal)),
    )
}

/** @returns 1 where no way is short enough. */
async function path(
  graph: Graph,
  { from, to }: { readonly from: string; readonly to: string },
  options: PathOptions,
  terminal: Terminal,
): Promise<number> {
  const { length, first, along, language = 'NL', json } = options
  const variables = { from, to, length, first, along }
  const { paths } = await graph.ask<{ paths: readonly Path[] }>(PATHS, variables, askingOf(options))
  await terminal.print(json ? [JSON.stringify(paths)] : paths.flatMap((one) => lines(one, language)))
  if (paths.length > 0) return 0
  terminal.tell(`there is no way from ${from} to ${to} of at most ${length ?? 6} relations`)
  return 1
}

const RELATIONS = { NL: ['relatie', 'relaties'], EN: ['relation', 'relations'] } as const

function lines({ length, nodes, relations }: Path, language: Language): string[] {
  const [start, ...others] = nodes
  if (start === undefined) return []
  const steps = stepsFrom(start.reference, relations, language)
  return [
    `${length} ${RELATIONS[language][length === 1 ? 0 : 1]}`,
    ...aligned(
      [
        ['', start.reference, start.name],
        ...others.map(({ reference, name }, at) => [steps[at]?.arrow ?? '', reference, name]),
      ],
      '  ',
    ),
  ]
}
