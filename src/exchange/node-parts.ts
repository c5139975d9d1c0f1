import { SEED_KINDS } from './seed-kinds.js'
import type { SeedNode } from './seed-node.js'
import type { SeedCitation, SeedReference } from './seed-reference.js'

/** The nodes in the typed fields of a node, by the key of the field. */
export function tiedNodes({ kind, values }: SeedNode): [key: string, reference: SeedReference][] {
  return Object.entries(SEED_KINDS[kind].fields).flatMap(([key, field]) => {
    const value = field.shape === 'tie' ? values[key] : undefined
    return value === undefined ? [] : [[key, value as SeedReference]]
  })
}

/** Everything that a node cites, itself and in its parts; its relations cite for themselves. */
export function nodeCitations({ common, ties }: SeedNode): SeedCitation[] {
  const { cites, names, remarks } = common
  return [
    ...(cites ?? []),
    ...(names ?? []).flatMap((name) => name.cites ?? []),
    ...(remarks ?? [])
      .flatMap((remark) => [remark, ...(remark.readings ?? [])])
      .flatMap((part) => part.cites),
    ...Object.values(ties).flatMap((tie) => tie?.cites ?? []),
  ]
}

/** Every node that a node names, itself and in its relations. */
export function nodeReferences(node: SeedNode): SeedReference[] {
  const relations = (node.common.relations ?? []).flatMap(({ cites }) => cites)
  const documents = [...nodeCitations(node), ...relations].map(({ document }) => document)
  return [
    ...tiedNodes(node).map(([, reference]) => reference),
    ...(node.common.relations ?? []).map(({ other }) => other),
    ...documents.filter((document) => document !== undefined),
  ]
}

/** The places of a document that may be cited. */
export function declaredPlaces({ values }: SeedNode): Set<string> {
  const parts = (values['parts'] ?? []) as ((id: string) => { readonly locator?: unknown })[]
  return new Set(parts.map((row) => String(row('').locator)))
}
