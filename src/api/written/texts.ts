import type { Sql } from 'sql-template-tag'
import type { Statement } from '../../database/reads.js'

/** Shapes of one statement that are kept: arguments that are given or left out make others. */
const MOST_SHAPES = 100

/** The texts of statements, put together once: most of each is the same every time. */
export class Texts {
  /** By what is not fixed of each. */
  readonly #known = new Map<string, string>()
  readonly #fixed = new WeakSet<Sql>()

  fix(part: Sql): void {
    this.#fixed.add(part)
  }

  isFixed(part: Sql): boolean {
    return this.#fixed.has(part)
  }

  /**
   * @param shape tells the statement from all others of the selection
   * @param parts whose values the statement has, in their order
   */
  statement(shape: string, parts: readonly Sql[], write: () => Sql): Statement {
    let text = this.#known.get(shape)
    if (text === undefined) {
      text = write().text
      if (this.#known.size < MOST_SHAPES) this.#known.set(shape, text)
    }
    return { text, values: parts.flatMap(({ values }) => values) }
  }
}
