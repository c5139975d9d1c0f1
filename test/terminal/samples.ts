import type { Wiring } from '../../src/terminal/run-command.js'
import type { Attached } from '../../src/terminal/tools.js'
import type { SampleGraph } from './sample-terminal.js'

export const MADE = {
  version: '2',
  at: '2026-11-25T10:00:00.000000Z',
  author: 'ann',
  reason: null,
  operation: 'CREATED',
  subject: 'project:P-1',
  summary: 'project:P-1 new',
  before: null,
  after: { name: 'One' },
}
export const MENDED = { ...MADE, version: '3', operation: 'CORRECTED', summary: 'name One → Two\ncode 1 → 2' }
export const MADE_LINES = '2  2026-11-25T10:00:00.000000Z  CREATED  project:P-1  ann\n    project:P-1 new\n'
export const MENDED_LINES =
  '3  2026-11-25T10:00:00.000000Z  CORRECTED  project:P-1  ann\n    name One → Two\n    code 1 → 2\n'

export const page = (changes: readonly object[], upTo: string, endCursor?: string) => () => ({
  changes: {
    nodes: changes,
    pageInfo: { hasNextPage: endCursor !== undefined, endCursor: endCursor ?? upTo },
    upTo,
  },
})
export const failing = (error: Error) => () => {
  throw error
}

/** Attached to a database of which nothing is asked. */
export function attachedTo(graph?: SampleGraph): Partial<Wiring> & { released: number } {
  const wiring = {
    released: 0,
    attach: async (): Promise<Attached> => ({
      url: 'postgres://sample',
      notices: ['a notice'],
      release: async () => {
        wiring.released++
      },
    }),
    ...(graph && { openGraph: async () => graph }),
  }
  return wiring
}
