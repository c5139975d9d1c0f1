import { derivedIdentity } from '../kernel/identity.js'
import type { Row } from './seed-row.js'

/** A cited place: the document by its id. */
export interface CitedPlace {
  readonly documentId: string
  readonly locator: string
}

/**
 * @param position in the list, from 1
 * @param subject columns that say what cites
 * @param apart what tells it from all else that cites, whatever its place
 */
export function citationRow(
  { documentId, locator }: CitedPlace,
  position: number,
  subject: Row,
  apart: readonly string[],
): Row {
  return {
    id: derivedIdentity('citation', ...apart, documentId, locator),
    documentId,
    locator,
    position,
    nodeId: null,
    columnName: null,
    relationId: null,
    remarkId: null,
    readingRank: null,
    ...subject,
  }
}
