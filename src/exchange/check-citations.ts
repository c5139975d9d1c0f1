import { didYouMean } from './nearest.js'
import type { NodeIndex } from './node-index.js'
import { nodeCitations, declaredPlaces } from './node-parts.js'
import type { SeedNode } from './seed-node.js'
import { type Problems, quote } from './seed-problem.js'
import type { SeedCitation } from './seed-reference.js'

/**
 * Only places that their document declares may be cited.
 *
 * @param foreign the places of documents that do not follow the files, by id.
 */
export function checkCitations(
  index: NodeIndex,
  foreign: ReadonlyMap<string, ReadonlySet<string>>,
  problems: Problems,
): void {
  const places = new Map(foreign)
  for (const node of index.nodes) if (node.kind === 'DOCUMENT') places.set(node.id, declaredPlaces(node))
  for (const { node, cites } of citing(index))
    for (const citation of cites) {
      const document = index.documentOf(node, citation)
      const known = places.get(document?.id ?? '') ?? new Set()
      if (document && !known.has(citation.locator))
        problems.expected(
          citation.place,
          `a place that ${document.name} declares in its parts`,
          quote(citation.locator),
          didYouMean(citation.locator, known),
        )
    }
}

/** A place alone is one of the document that the data set is about. */
export function refuseHomeless(index: NodeIndex, problems: Problems): void {
  for (const { node, cites } of citing(index))
    for (const { document, locator, place } of cites)
      if (!document && !index.documentOf(node, { document, locator, place }))
        problems.expected(
          place,
          'document:code#place, as the data set has no document of its own',
          quote(locator),
        )
}

/** Whatever cites, and the node that it is written with. */
function citing(index: NodeIndex): { readonly node: SeedNode; readonly cites: readonly SeedCitation[] }[] {
  return [
    ...index.nodes.map((node) => ({ node, cites: nodeCitations(node) })),
    ...index.relations.map(({ node, relation }) => ({ node, cites: relation.cites })),
  ]
}
