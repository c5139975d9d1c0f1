import type { MoneyFacts } from './foreign-nodes.reads.js'
import { type NodeIndex, tiedNode } from './node-index.js'
import type { SeedNode } from './seed-node.js'
import type { Problems } from './seed-problem.js'
import { shownValue } from './seed-reference.js'

/** Facts by the id of the portfolio, pillar, project or appropriation: of the files, and of nodes beside them. */
export type FactsOfMoney = ReadonlyMap<string, MoneyFacts>

export function factsOfMoney(index: NodeIndex, foreign: readonly MoneyFacts[]): FactsOfMoney {
  const own = index.nodes.map((node): MoneyFacts => {
    const { fiscalYear, amount } = node.values
    return {
      id: node.id,
      portfolioId: tiedNode(index, node, 'portfolio')?.id ?? null,
      fiscalYear: typeof fiscalYear === 'number' ? fiscalYear : null,
      amount: typeof amount === 'string' ? amount : null,
    }
  })
  return new Map([...foreign, ...own].map((fact) => [fact.id, fact]))
}

const FACTS = {
  portfolio: { fact: 'portfolioId', called: 'portfolio' },
  fiscalYear: { fact: 'fiscalYear', called: 'fiscal year' },
} as const

/** Which field of a kind must be that of the node in another field. */
const AGREEMENTS = [
  { kind: 'PROJECT', field: 'portfolio', partner: 'pillar' },
  { kind: 'APPROPRIATION', field: 'fiscalYear', partner: 'portfolio' },
  { kind: 'ALLOCATION', field: 'portfolio', partner: 'appropriation' },
  { kind: 'ALLOCATION', field: 'portfolio', partner: 'project' },
  { kind: 'ALLOCATION', field: 'fiscalYear', partner: 'appropriation' },
] as const

/** Money stays in its portfolio and year, from the appropriation to the project. */
export function checkAgreement(index: NodeIndex, facts: FactsOfMoney, problems: Problems): void {
  for (const node of index.nodes)
    for (const { kind, field, partner } of AGREEMENTS) if (node.kind === kind) agree(node, field, partner)

  function agree(node: SeedNode, field: keyof typeof FACTS, partner: string): void {
    const { fact, called } = FACTS[field]
    const other = tiedNode(index, node, partner)
    const asked = facts.get(other?.id ?? '')?.[fact] ?? null
    const own = facts.get(node.id)?.[fact] ?? null
    if (!other || asked === null || own === null || asked === own) return
    problems.expected(
      node.places[field] ?? node.place,
      `the ${called} of ${other.name}`,
      shownValue(node.values[field]),
    )
  }
}
