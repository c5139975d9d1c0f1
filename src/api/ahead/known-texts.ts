import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { ListRequest } from '../../database/list-request.js'
import type { Statement } from '../../database/reads.js'
import type { Child } from './selection.js'

/** Shapes of one statement that are kept: arguments that are given or left out make others. */
const MOST_SHAPES = 100

/** What is written for a selection each time that it is read, written once: where its statement hangs on variables, only that is new. */
export class KnownTexts {
  /** By the places of the parts that arguments add by what they name, after which all others move up. */
  readonly #fixed = new Map<string, Sql[]>()
  readonly #isFixed = new WeakSet<Sql>()
  readonly #columns = new Map<Child, Sql>()
  /** What fields ask for whose arguments hang on no variable and name no node. */
  readonly requests = new Map<Child, ListRequest<unknown>>()
  /** By what is not fixed of each. */
  readonly #shapes = new Map<string, string>()

  /** The part that stands at this place, which is the same each time that arguments name nodes at the same places. */
  fixed(at: number, named: string, write: () => Sql): Sql {
    const fixed = this.#fixed.get(named) ?? []
    if (fixed.length === 0 && this.#fixed.size < MOST_SHAPES) this.#fixed.set(named, fixed)
    const part = (fixed[at] ??= write())
    this.#isFixed.add(part)
    return part
  }

  /** The columns that are selected of what a field leads to. */
  columns(of: Child, write: () => Sql): Sql {
    const known = this.#columns.get(of)
    if (known) return known
    const columns = write()
    this.#columns.set(of, columns)
    return columns
  }

  /** The statement of these parts, each of them a table of its own for those after it. */
  statementOf(parts: readonly Sql[]): Statement {
    const shape = parts.map((part) => (this.#isFixed.has(part) ? '' : part.strings.join('?'))).join(';')
    let text = this.#shapes.get(shape)
    if (text === undefined) {
      text = write(parts).text
      if (this.#shapes.size < MOST_SHAPES) this.#shapes.set(shape, text)
    }
    return { text, values: parts.flatMap(({ values }) => values) }
  }
}

export function nameOf(at: number): string {
  return `p${at}`
}

function write(parts: readonly Sql[]): Sql {
  const named = parts.map((part, at) => sql`${raw(nameOf(at))} as materialized (${part})`)
  const rows = parts.map((_, at) =>
    raw(`(select coalesce(json_agg(${nameOf(at)}), '[]') from ${nameOf(at)}) as ${nameOf(at)}`),
  )
  return sql`with ${join(named)} select ${join([sql`(select version::text from graph_head) as version`, ...rows])}`
}
