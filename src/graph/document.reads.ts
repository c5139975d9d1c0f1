import type { DatePrecision } from '../kernel/fuzzy-date.js'
import type { NodeRecord, NodeSource } from './node-source.js'

export interface DocumentRecord extends NodeRecord {
  readonly number: string | null
  readonly date: string | null
  readonly datePrecision: DatePrecision | null
  readonly url: string | null
}

export const DOCUMENT_SOURCE: NodeSource = {
  kind: 'DOCUMENT',
  columns: ['number', 'date', 'date_precision', 'url'],
}
