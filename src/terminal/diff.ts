import type { Language } from '../kernel/language.js'
import { type Change, CHANGE_FIELDS, changeLines, oneLine } from './change.js'
import type { Graph } from './graph.js'
import type { Terminal } from './terminal.js'

const DIFF = `query Diff($from: GraphVersion!, $to: GraphVersion!, $of: String, $language: Language) {
  diff(from: $from, to: $to, of: $of) {
    from to totalCount changes { ${CHANGE_FIELDS} } summary(language: $language)
  }
}`

interface Answer {
  readonly diff: {
    readonly from: string
    readonly to: string
    readonly totalCount: number
    readonly changes: readonly Change[]
    readonly summary: string
  }
}

export interface DiffOptions {
  readonly of?: string
  readonly language?: Language
  readonly json?: boolean
}

export async function diff(
  graph: Graph,
  range: { readonly from: string; readonly to: string },
  { of, language, json }: DiffOptions,
  terminal: Terminal,
): Promise<number> {
  const { diff: found } = await graph.ask<Answer>(DIFF, { ...range, of, language })
  if (json) await terminal.print([JSON.stringify(found)])
  else {
    // Its other lines are the changes once more, in fewer words.
    const [title = ''] = found.summary.split('\n')
    await terminal.print([oneLine(title), ...found.changes.flatMap(changeLines)])
  }
  const left = found.totalCount - found.changes.length
  if (left > 0) {
    terminal.tell(
      `${left} more differences are not shown: vrd changes --after ${found.from} prints every change`,
    )
  }
  return 0
}
