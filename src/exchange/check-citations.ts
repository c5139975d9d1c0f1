import { didYouMean } from './nearest.js'
import type { NodeIndex } from './node-index.js'
import { nodeCitations, declaredPlaces } from './node-parts.js'
import { type Problems, quote } from './seed-problem.js'

/**
 * Only places that their document declares may be cited.
 *
 * @param foreign the places of documents that are not in the files, by id.
 */
export function checkCitations(
  index: NodeIndex,
  foreign: ReadonlyMap<string, ReadonlySet<string>>,
  problems: Problems,
): void {
  const places = new Map(foreign)
  for (const node of index.nodes) if (node.kind === 'DOCUMENT') places.set(node.id, declaredPlaces(node))
  for (const node of index.nodes) {
    for (const citation of nodeCitations(node)) {
      const document = index.documentOf(node, citation)
      const known = places.get(document?.id ?? '') ?? new Set()
      if (document && !known.has(citation.locator))
        problems.expected(
          citation.place,
          `a place that ${document.name} declares in its parts`,
          quote(citation.locator),
          didYouMean(citation.locator, known),
        )
      else if (!document && !citation.document)
        problems.expected(
          citation.place,
          'document:code#place, as the data set has no document of its own',
          quote(citation.locator),
        )
    }
  }
}
