import { derivedIdentity } from '../kernel/identity.js'
import type { NodeKind } from '../kernel/node-kind.js'
import { formatReference, type Reference } from '../kernel/reference.js'
import type { ForeignNode } from './foreign-nodes.reads.js'
import { didYouMean } from './nearest.js'
import { nodeReferences } from './node-parts.js'
import type { SeedDataSet } from './seed-data-set.js'
import { nameOfKind, type SeedNode } from './seed-node.js'
import { formatPlace, type Problems, quote } from './seed-problem.js'
import { kindWithArticle, type SeedCitation, type SeedReference } from './seed-reference.js'
import type { SeedRelation } from './seed-relation.js'

export interface IndexedNode {
  readonly id: string
  readonly kind: NodeKind
  /** `project:VRD3-2025-01` */
  readonly name: string
  /** Undefined for a node of another data set, or written through the service. */
  readonly own?: SeedNode
}

export interface RelationEnds {
  readonly source: IndexedNode
  readonly target: IndexedNode
}

/** A relation of the files, and the node that it is written with. */
export interface OwnRelation {
  readonly node: SeedNode
  readonly relation: SeedRelation
}

/**
 * Finds nodes by their present and former codes: those of the files, and those in the database beside them. Nodes that
 * are left as the database has them are like those beside the files.
 */
export class NodeIndex {
  readonly #byCode = new Map<string, IndexedNode>()
  readonly #documents: ReadonlyMap<string, SeedNode | undefined>
  readonly #clashes: ForeignNode[] = []
  #left: ReadonlySet<string> = new Set()

  constructor(readonly sets: readonly SeedDataSet[]) {
    this.#documents = new Map(sets.map(({ origin, document }) => [origin, document]))
  }

  /** Every node of the files. */
  get all(): SeedNode[] {
    return this.sets.flatMap(({ nodes }) => nodes)
  }

  /** Those that follow the files. */
  get nodes(): SeedNode[] {
    return this.all.filter(({ id }) => !this.#left.has(id))
  }

  /** The relations that follow the files, also those of nodes that do not. */
  get relations(): OwnRelation[] {
    const written = this.all.flatMap((node) =>
      (node.common.relations ?? []).map((relation) => ({ node, relation })),
    )
    if (this.#left.size === 0) return written
    return written.filter((own) => !this.#left.has(relationId(this, own) ?? ''))
  }

  /** From here on these nodes and relations are no matter of the files. */
  leave(ids: ReadonlySet<string>): void {
    this.#left = ids
    for (const [name, { id, kind }] of this.#byCode)
      if (ids.has(id)) this.#byCode.set(name, { id, kind, name })
  }

  find(reference: Reference): IndexedNode | undefined {
    return this.#byCode.get(formatReference(reference))
  }

  /** The document that is cited; undefined where there is none of that name, or none to go by. */
  documentOf(node: SeedNode, { document }: SeedCitation): IndexedNode | undefined {
    const known = this.#documents.get(node.origin)
    return document ? this.find(document) : known && this.find(known)
  }

  /** Takes up every node of the files and refuses codes that are not theirs alone. */
  addOwn(problems: Problems): void {
    for (const node of this.all) {
      for (const code of codesOf(node)) {
        const name = formatReference({ kind: node.kind, code })
        const other = this.#byCode.get(name)?.own
        if (!other) this.#byCode.set(name, indexed(node))
        else
          problems.expected(
            node.place,
            `a code that no other ${nameOfKind(node.kind)} bears`,
            quote(code),
            stands(other),
          )
      }
    }
  }

  addForeign(foreign: readonly ForeignNode[]): void {
    for (const node of foreign) {
      const { id, kind, code } = node
      const name = formatReference({ kind, code })
      if (!this.#byCode.has(name)) this.#byCode.set(name, { id, kind, name })
      else this.#clashes.push(node)
    }
  }

  /** Refuses codes of others, unless it is left to the database who has them. */
  refuseClashes(problems: Problems): void {
    for (const { id, kind, code, origin } of this.#clashes) {
      const own = this.#byCode.get(formatReference({ kind, code }))?.own
      const holder = this.#left.has(id)
        ? 'it was given since through the service'
        : origin === null
          ? 'it was written through the service'
          : `the data set ${quote(origin)} has it`
      if (own)
        problems.expected(own.place, `a code that no other ${nameOfKind(kind)} bears`, quote(code), holder)
    }
  }

  /** The codes that the database must be asked for: all that are borne, and all that are referred to. */
  get asked(): Reference[] {
    const all = this.all.flatMap((node) => [
      ...codesOf(node).map((code) => ({ kind: node.kind, code })),
      ...nodeReferences(node),
    ])
    return [
      ...new Map(all.map(({ kind, code }) => [formatReference({ kind, code }), { kind, code }])).values(),
    ]
  }

  /** References to nothing. */
  get dangling(): SeedReference[] {
    return this.all.flatMap(nodeReferences).filter((reference) => !this.find(reference))
  }

  refuseDangling(problems: Problems): void {
    for (const reference of this.dangling) {
      const { kind, text, place } = reference
      problems.expected(
        place,
        `a reference to ${kindWithArticle(kind)}`,
        quote(text),
        this.#nearest(reference),
      )
    }
  }

  #nearest({ kind, text }: SeedReference): string | undefined {
    const names = [...this.#byCode.values()].filter((node) => node.kind === kind).map(({ name }) => name)
    return didYouMean(
      text,
      text.includes(':') ? names : names.map((name) => name.slice(name.indexOf(':') + 1)),
    )
  }
}

function indexed(own: SeedNode): IndexedNode {
  return { id: own.id, kind: own.kind, name: formatReference(own), own }
}

function codesOf({ code, formerly }: SeedNode): string[] {
  return [...new Set([...formerly, code])]
}

export function stands(node: SeedNode): string {
  return `it stands at ${formatPlace(node.place)}`
}

/** Undefined where one end is not known. */
export function endsOf(
  index: NodeIndex,
  { node, relation: { other, backwards } }: OwnRelation,
): RelationEnds | undefined {
  const one = index.find(node)
  const two = index.find(other)
  if (!one || !two) return undefined
  return backwards ? { source: two, target: one } : { source: one, target: two }
}

/** From what sets it apart: an id of its own, so that the same seeds give the same ids anywhere. */
export function relationId(index: NodeIndex, own: OwnRelation): string | undefined {
  const ends = endsOf(index, own)
  const { kind, valid } = own.relation
  return ends && derivedIdentity('relation', kind, ends.source.id, ends.target.id, valid?.from?.date ?? '')
}

/** The node in a typed field; undefined where there is none, or none of that name. */
export function tiedNode(index: NodeIndex, node: SeedNode, field: string): IndexedNode | undefined {
  const reference = node.values[field] as SeedReference | undefined
  return reference && index.find(reference)
}
