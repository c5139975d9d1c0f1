import type { Command } from 'commander'
import type { NodeKind } from '../kernel/node-kind.js'
import type { RelationKind } from '../graph/relation-kind.js'
import { kindValues, numberValue, relationValues } from './argument-values.js'
import type { Graph } from './graph.js'
import { addAskOptions, askingOf, type AskOptions, examples } from './options.js'
import type { Shell } from './shell.js'
import type { Terminal } from './terminal.js'
import { type Step, STEP_FIELDS, wayLine } from './way.js'
import { aligned } from './words.js'

const IMPACT = `query Impact($of: String!, $depth: Int, $first: Int, $along: [RelationKind!], $kinds: [NodeKind!]) {
  impact(of: $of, depth: $depth, first: $first, relationKinds: $along, nodeKinds: $kinds) {
    root { reference name } totalCount truncated
    hits { distance node { reference name } path { ${STEP_FIELDS} } }
  }
}`

interface Answer {
  readonly impact: {
    readonly root: Named
    readonly totalCount: number
    readonly truncated: boolean
    readonly hits: readonly {
      readonly distance: number
      readonly node: Named
      readonly path: readonly Step[]
    }[]
  }
}

interface Named {
  readonly reference: string
  readonly name: string
}

interface ImpactOptions extends AskOptions {
  readonly depth?: number
  readonly first?: number
  readonly along?: readonly RelationKind[]
  readonly kind?: readonly NodeKind[]
}

export function addImpact(program: Command, shell: Shell): void {
  const command = program
    .command('impact')
    .summary('tell what is touched when a node changes')
    .description(
      'Prints every node that a change touches, nearest first: how many relations away, and one shortest way to it. ' +
        'An arrow tells which way the relation reads.',
    )
    .argument('<node>', 'kind:code, such as building-block:magda, or a global id')
    .option('--depth <relations>', 'how far at most, from 1 to 10; 6 unless told', numberValue(1, 10))
    .option('--first <hits>', 'how many to show, from 1 to 100; 20 unless told', numberValue(1, 100))
    .option('--along <relation...>', 'only along these kinds of relation', relationValues)
    .option('--kind <kind...>', 'only nodes of these kinds; the way may pass others', kindValues)
  addAskOptions(command)
    .addHelpText(
      'after',
      examples(
        'vrd impact building-block:magda',
        'vrd impact building-block:magda --kind project --depth 3 --language en',
        'vrd impact regulation:nis2 --along implements delivers --on 2025-07-01 --json',
      ),
    )
    .action((of: string, options: ImpactOptions) =>
      shell.asking((graph) => impact(graph, of, options, shell.terminal)),
    )
}

async function impact(graph: Graph, of: string, options: ImpactOptions, terminal: Terminal): Promise<number> {
  const { depth, first, along, kind: kinds, language = 'NL', json } = options
  const variables = { of, depth, first, along, kinds }
  const { impact: found } = await graph.ask<Answer>(IMPACT, variables, askingOf(options))
  const { root, hits, totalCount, truncated } = found
  await terminal.print(json ? [JSON.stringify(found)] : lines(found.hits, root.reference, language))
  if (totalCount === 0) terminal.tell(`nothing is touched when ${root.reference} changes`)
  if (truncated) terminal.tell(`${hits.length} of ${totalCount} are shown: --first and --depth tell how many`)
  return 0
}

function lines(hits: Answer['impact']['hits'], root: string, language: 'NL' | 'EN'): string[] {
  const heads = aligned(hits.map(({ distance, node }) => [String(distance), node.reference, node.name]))
  return hits.flatMap(({ path }, at) => [heads[at] ?? '', `    ${wayLine(root, path, language)}`])
}
