import type { NodeKind } from '../kernel/node-kind.js'
import { formatReference, type Reference } from '../kernel/reference.js'
import type { ForeignNode } from './foreign-nodes.reads.js'
import { didYouMean } from './nearest.js'
import { nodeReferences } from './node-parts.js'
import type { SeedDataSet } from './seed-data-set.js'
import { nameOfKind, type SeedNode } from './seed-node.js'
import { formatPlace, type Problems, quote } from './seed-problem.js'
import { kindWithArticle, type SeedCitation, type SeedReference } from './seed-reference.js'

export interface IndexedNode {
  readonly id: string
  readonly kind: NodeKind
  /** `project:VRD3-2025-01` */
  readonly name: string
  /** Undefined for a node of another data set, or written through the service. */
  readonly own?: SeedNode
}

/** Finds nodes by their present and former codes: those of the files, and those in the database beside them. */
export class NodeIndex {
  readonly #byCode = new Map<string, IndexedNode>()
  readonly #documents: ReadonlyMap<string, SeedNode | undefined>

  constructor(readonly sets: readonly SeedDataSet[]) {
    this.#documents = new Map(sets.map(({ origin, document }) => [origin, document]))
  }

  get nodes(): SeedNode[] {
    return this.sets.flatMap(({ nodes }) => nodes)
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
    for (const node of this.nodes) {
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

  addForeign(foreign: readonly ForeignNode[], problems: Problems): void {
    for (const { id, kind, code, origin } of foreign) {
      const name = formatReference({ kind, code })
      const own = this.#byCode.get(name)?.own
      const holder =
        origin === null ? 'it was written through the service' : `the data set ${quote(origin)} has it`
      if (own)
        problems.expected(own.place, `a code that no other ${nameOfKind(kind)} bears`, quote(code), holder)
      else this.#byCode.set(name, { id, kind, name })
    }
  }

  /** The codes that the database must be asked for: all that are borne, and all that are referred to. */
  get asked(): Reference[] {
    const all = this.nodes.flatMap((node) => [
      ...codesOf(node).map((code) => ({ kind: node.kind, code })),
      ...nodeReferences(node),
    ])
    return [
      ...new Map(all.map(({ kind, code }) => [formatReference({ kind, code }), { kind, code }])).values(),
    ]
  }

  refuseDangling(problems: Problems): void {
    for (const reference of this.nodes.flatMap(nodeReferences)) {
      if (this.find(reference)) continue
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

/** The node in a typed field; undefined where there is none, or none of that name. */
export function tiedNode(index: NodeIndex, node: SeedNode, field: string): IndexedNode | undefined {
  const reference = node.values[field] as SeedReference | undefined
  return reference && index.find(reference)
}
