import type { Language } from '../kernel/language.js'
import type { NodeKind } from '../kernel/node-kind.js'
import { type Change, CHANGE_FIELDS, changeLines } from './change.js'
import type { Graph } from './graph.js'
import type { Terminal } from './terminal.js'

const CHANGES = `query Changes($after: GraphVersion, $kinds: [NodeKind!], $of: String, $language: Language) {
  changes(after: $after, first: 100, kinds: $kinds, of: $of) {
    nodes { ${CHANGE_FIELDS} }
    pageInfo { hasNextPage endCursor }
    upTo
  }
}`

interface Answer {
  readonly changes: {
    readonly nodes: readonly Change[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    readonly upTo: string
  }
}

export interface ChangesFilter {
  readonly after: string
  readonly kind?: readonly NodeKind[]
  readonly of?: string
  readonly language?: Language
}

export interface ChangesOptions extends ChangesFilter {
  readonly json?: boolean
}

interface Page {
  readonly changes: readonly Change[]
  /** Where to go on; all before it has been told. */
  readonly end: string
}

/** What stands after a place in the ledger, page by page, up to its present end. */
export async function* changePages(
  graph: Graph,
  { after, kind, of, language }: ChangesFilter,
): AsyncGenerator<Page> {
  for (let place: string | null = after; place !== null;) {
    const answer: Answer = await graph.ask<Answer>(CHANGES, { after: place, kinds: kind, of, language })
    const { nodes, pageInfo, upTo } = answer.changes
    place = pageInfo.hasNextPage ? pageInfo.endCursor : null
    yield { changes: nodes, end: place ?? upTo }
  }
}

/** Prints changes in order and remembers how far it came: nothing is missed, nothing comes twice. */
export class ChangePrinter {
  #after: string

  constructor(
    private readonly graph: Graph,
    private readonly options: ChangesOptions,
    private readonly terminal: Terminal,
  ) {
    this.#after = options.after
  }

  /** Prints what stands now after the last one printed; where it fails half-way, the next call goes on from there. */
  async printNew(): Promise<void> {
    for await (const { changes, end } of changePages(this.graph, { ...this.options, after: this.#after })) {
      await this.terminal.print(changes.flatMap((change) => this.#lines(change)))
      if (this.terminal.isClosed()) return
      this.#after = end
    }
  }

  #lines(change: Change): string[] {
    return this.options.json ? [JSON.stringify(change)] : changeLines(change)
  }
}
