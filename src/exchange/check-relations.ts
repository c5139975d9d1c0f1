import { kindPrefix, type NodeKind } from '../kernel/node-kind.js'
import { RELATION_KINDS, type RelationRule } from '../graph/relation-kind.js'
import { endsOf, type IndexedNode, type NodeIndex, type RelationEnds } from './node-index.js'
import { SEED_KINDS } from './seed-kinds.js'
import { formatPlace, type Problems, quote } from './seed-problem.js'
import { relationWord, type SeedRelation } from './seed-relation.js'
import { kebabCase, type SeedPeriod } from './seed-scalars.js'

/** Relations tie what their kind may tie, no node to itself, and stand once. */
export function checkRelations(index: NodeIndex, rules: readonly RelationRule[], problems: Problems): void {
  const allowed = new Set(rules.map((rule) => ruleKey(rule.kind, rule.sourceKind, rule.targetKind)))
  const known = new Map<string, SeedRelation[]>()
  for (const own of index.relations) {
    const { relation } = own
    const ends = endsOf(index, own)
    if (!ends) continue
    const { source, target } = ends
    if (source.id === target.id)
      problems.expected(relation.other.place, 'another node', quote(relation.other.text))
    if (!allowed.has(ruleKey(relation.kind, source.kind, target.kind)))
      refuseEnds(relation, ends, rules, problems)
    const key = `${relation.kind} ${source.id} ${target.id}`
    const same = known.get(key) ?? []
    known.set(key, [...same, relation])
    const first = same.find((earlier) => overlap(earlier.valid, relation.valid))
    if (!first) continue
    const found = `${quote(relation.word)} ${relation.other.text} again`
    problems.expected(
      relation.place,
      'each relation once at a time',
      found,
      `it stands at ${formatPlace(first.place)}`,
    )
  }
}

function refuseEnds(
  { kind, word, place }: SeedRelation,
  { source, target }: RelationEnds,
  rules: readonly RelationRule[],
  problems: Problems,
): void {
  const field = fieldOf(kind, source, target)
  if (field) {
    problems.expected(place, `the field ${quote(field.key)} of ${field.node.name}`, `a relation ${word}`)
    return
  }
  const own = rules.filter((rule) => rule.kind === kind)
  const backwards = own.some(
    ({ sourceKind, targetKind }) => sourceKind === target.kind && targetKind === source.kind,
  )
  const targets = own.filter((rule) => rule.sourceKind === source.kind).map((rule) => rule.targetKind)
  const hint = backwards
    ? `it may stand the other way round (${word === relationWord(kind) ? kebabCase(RELATION_KINDS[kind].inverse) : relationWord(kind)})`
    : targets.length > 0
      ? `from ${kindPrefix(source.kind)} it leads to ${listed(targets)}`
      : `it leads from ${listed(own.map((rule) => rule.sourceKind))}`
  problems.expected(
    place,
    `kinds of node that ${relationWord(kind)} may tie`,
    `${kindPrefix(source.kind)} → ${kindPrefix(target.kind)}`,
    hint,
  )
}

/** The typed field that holds such a tie. */
function fieldOf(kind: SeedRelation['kind'], source: IndexedNode, target: IndexedNode) {
  for (const [node, other, end] of [
    [source, target, 'SOURCE'],
    [target, source, 'TARGET'],
  ] as const) {
    const found = Object.entries(SEED_KINDS[node.kind].fields).find(
      ([, field]) =>
        field.shape === 'tie' && field.relation === kind && field.to === other.kind && field.end === end,
    )
    if (found) return { key: found[0], node }
  }
  return undefined
}

function listed(kinds: readonly NodeKind[]): string {
  return [...new Set(kinds.map(kindPrefix))].join(', ')
}

function ruleKey(kind: string, source: NodeKind, target: NodeKind): string {
  return `${kind} ${source} ${target}`
}

/** Half-open periods; what has no first or last day is open on that side. */
function overlap(a: SeedPeriod | undefined, b: SeedPeriod | undefined): boolean {
  const startsInTime = (one: SeedPeriod | undefined, other: SeedPeriod | undefined) =>
    !one?.from || !other?.to || one.from.date < other.to.date
  return startsInTime(a, b) && startsInTime(b, a)
}
