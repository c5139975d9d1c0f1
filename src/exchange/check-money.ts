import { addAmounts } from '../kernel/amount.js'
import { cents } from './cents.js'
import type { FactsOfMoney } from './check-agreement.js'
import { type IndexedNode, type NodeIndex, tiedNode } from './node-index.js'
import type { SeedNode } from './seed-node.js'
import type { Problems } from './seed-problem.js'

/**
 * Allocations never exceed their appropriation, and none is granted without a decision or a word on why.
 *
 * @param elsewhere what allocations outside the files take of each appropriation, by id.
 */
export function checkMoney(
  index: NodeIndex,
  facts: FactsOfMoney,
  elsewhere: ReadonlyMap<string, string>,
  problems: Problems,
): void {
  const allocations = index.nodes.filter(({ kind }) => kind === 'ALLOCATION')
  for (const node of allocations) requireDecision(node, problems)
  for (const [id, { appropriation, nodes }] of byAppropriation(index, allocations)) {
    const ceiling = facts.get(id)?.amount ?? null
    const amounts = nodes.map(({ values }) => values['amount']).filter((amount) => typeof amount === 'string')
    const sum = addAmounts([elsewhere.get(id) ?? '0.00', ...amounts])
    if (ceiling === null || cents(sum) <= cents(ceiling)) continue
    const told = appropriation.own ?? nodes.at(-1)
    const place = told?.places['amount'] ?? told?.place
    if (place) problems.expected(place, `allocations of at most ${ceiling} on ${appropriation.name}`, sum)
  }
}

/** Only what counts against the appropriation: the database keeps the same sum. */
function byAppropriation(index: NodeIndex, allocations: readonly SeedNode[]) {
  const groups = new Map<string, { readonly appropriation: IndexedNode; readonly nodes: SeedNode[] }>()
  for (const node of index.nodes.filter(({ kind }) => kind === 'APPROPRIATION')) {
    const appropriation = index.find(node)
    if (appropriation) groups.set(appropriation.id, { appropriation, nodes: [] })
  }
  for (const node of allocations) {
    const { status } = node.values
    const appropriation = tiedNode(index, node, 'appropriation')
    if (!appropriation || (status !== 'PROPOSED' && status !== 'GRANTED')) continue
    const group = groups.get(appropriation.id) ?? { appropriation, nodes: [] }
    groups.set(appropriation.id, { ...group, nodes: [...group.nodes, node] })
  }
  return groups
}

function requireDecision(node: SeedNode, problems: Problems): void {
  const told = node.common.remarks?.some(({ kind }) => kind === 'NOT_STATED')
  if (node.values['status'] !== 'GRANTED' || node.places['decision'] || told) return
  problems.expected(
    node.places['status'] ?? node.place,
    'a decision, or a remark not-stated on why there is none',
    'neither with a granted allocation',
  )
}
