import { type NodeIndex, stands } from './node-index.js'
import { SEED_KINDS } from './seed-kinds.js'
import { nameOfKind, type SeedNode } from './seed-node.js'
import { type Problems, quote } from './seed-problem.js'
import { type SeedReference, shownValue } from './seed-reference.js'

/** Numbers and codes of one kind that no two nodes may share, and `ties:` that are about no field. */
export function checkTies(index: NodeIndex, problems: Problems): void {
  const taken = new Map<string, SeedNode>()
  for (const node of index.nodes) {
    refuseTiesOfNothing(node, problems)
    for (const fields of SEED_KINDS[node.kind].unique ?? []) {
      const values = fields.map((field) => identityOf(index, node.values[field]))
      if (values.includes(undefined)) continue
      const key = JSON.stringify([node.kind, fields, values])
      const other = taken.get(key)
      if (!other) taken.set(key, node)
      else {
        const last = fields.at(-1) ?? ''
        const within = fields
          .slice(0, -1)
          .map((field) => ` of its ${field}`)
          .join('')
        const expected = `${/^[aeiou]/.test(last) ? 'an' : 'a'} ${last} that no other ${nameOfKind(node.kind)}${within} bears`
        problems.expected(
          node.places[last] ?? node.place,
          expected,
          shownValue(node.values[last]),
          stands(other),
        )
      }
    }
  }
}

function refuseTiesOfNothing(node: SeedNode, problems: Problems): void {
  for (const [key, tie] of Object.entries(node.ties)) {
    if (tie && node.places[key] === undefined)
      problems.expected(tie.place, `the field ${quote(key)}, which this tie is about`, 'none')
    if (tie && !tie.cites && tie.inferred === undefined && !tie.valid)
      problems.expected(tie.place, 'cites, inferred or valid', 'none of them')
  }
}

/** What a field says as one text; undefined where it says nothing that can be judged. */
function identityOf(index: NodeIndex, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return value === undefined ? undefined : shownValue(value)
  return index.find(value as SeedReference)?.id
}
