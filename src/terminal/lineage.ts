import type { Command } from 'commander'
import type { Language } from '../kernel/language.js'
import type { Graph } from './graph.js'
import { addAskOptions, askingOf, type AskOptions, examples } from './options.js'
import type { Shell } from './shell.js'
import type { Terminal } from './terminal.js'
import { aligned, amountIn } from './words.js'

const LINEAGE = `query Lineage($of: String!) {
  fundingLineage(of: $of) {
    subject { reference name }
    total { amount currency precision }
    trails {
      undivided amount { amount currency precision } allocation { status }
      steps { reference name } yields { reference name }
      decision { reference name status date }
      advice { reference name verdict documentNumber date }
    }
  }
}`

interface Named {
  readonly reference: string
  readonly name: string
}

interface Money {
  readonly amount: string
  readonly currency: string
}

interface Trail {
  readonly undivided: boolean
  readonly amount: Money
  readonly allocation: { readonly status: string }
  readonly steps: readonly Named[]
  readonly yields: readonly Named[]
  readonly decision: (Named & { readonly status: string; readonly date: string | null }) | null
  readonly advice: readonly (Named & {
    readonly verdict: string
    readonly documentNumber: string | null
    readonly date: string | null
  })[]
}

interface Lineage {
  readonly subject: Named
  readonly total: Money
  readonly trails: readonly Trail[]
}

export function addLineage(program: Command, shell: Shell): void {
  const command = program
    .command('lineage')
    .summary('tell where the money of a node comes from')
    .description(
      'Prints each allocation that pays for a node: the way from the budget article, the decision that grants it or is ' +
        'asked, the advice given, and what it yields. Ends with 1 where nothing pays for the node.',
    )
    .argument('<node>', 'kind:code, such as project:VRD3-2025-08, or a global id')
  addAskOptions(command)
    .addHelpText(
      'after',
      examples(
        'vrd lineage project:VRD3-2025-08',
        'vrd lineage building-block:magda --language en --decided-by 2025-02-12',
        'vrd lineage entity:OVO001835 --known-at 1 --json',
      ),
    )
    .action((of: string, options: AskOptions) =>
      shell.asking((graph) => lineage(graph, of, options, shell.terminal)),
    )
}

/** @returns 1 where nothing pays for it. */
async function lineage(graph: Graph, of: string, options: AskOptions, terminal: Terminal): Promise<number> {
  const { language = 'NL', json } = options
  const asked = await graph.ask<{ fundingLineage: Lineage }>(LINEAGE, { of }, askingOf(options))
  const { subject, total, trails } = asked.fundingLineage
  if (json) await terminal.print([JSON.stringify(asked.fundingLineage)])
  else if (trails.length > 0) {
    const sum = `${total.currency} ${amountIn(language, total.amount)}`
    await terminal.print([
      ...aligned([[sum, subject.reference, subject.name]]),
      ...trails.flatMap((trail) => trailLines(trail, language)),
    ])
  }
  if (trails.length > 0) return 0
  terminal.tell(`no allocation pays for ${subject.reference}`)
  return 1
}

const WORDS = {
  NL: {
    steps: 'spoor',
    yields: 'opbrengst',
    decision: 'beslissing',
    advice: 'advies',
    undivided: 'onverdeeld',
  },
  EN: { steps: 'trail', yields: 'yields', decision: 'decision', advice: 'advice', undivided: 'undivided' },
} as const

function trailLines(trail: Trail, language: Language): string[] {
  const { amount, allocation, undivided, steps, yields, decision, advice } = trail
  const words = WORDS[language]
  const head = [amount.currency, amountIn(language, amount.amount), allocation.status]
  const told = (label: string, nodes: readonly Named[], more: (at: number) => readonly (string | null)[]) =>
    nodes.map(({ reference, name }, at) => {
      const rest = more(at).filter((part) => part !== null)
      return [at === 0 ? label : '', reference, rest.length > 0 ? `${name} (${rest.join(', ')})` : name]
    })
  return [
    `  ${[...head, ...(undivided ? [words.undivided] : [])].join(' ')}`,
    ...aligned(
      [
        ...told(words.steps, steps, () => []),
        ...told(words.decision, decision ? [decision] : [], () => [
          decision?.status ?? null,
          decision?.date ?? null,
        ]),
        ...told(words.advice, advice, (at) => {
          const { verdict = null, documentNumber = null, date = null } = advice[at] ?? {}
          return [verdict, documentNumber, date]
        }),
        ...told(words.yields, yields, () => []),
      ],
      '    ',
    ),
  ]
}
