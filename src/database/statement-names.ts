import { createHash } from 'node:crypto'

/** PostgreSQL keeps what it prepares for as long as the connection lives, and documents may be written in any number of ways. */
const MOST = 1_000

/** Names under which a connection keeps the plans of statements; the same text always has the same name. */
export class StatementNames {
  readonly #names = new Map<string, string>()

  /** Undefined once there are too many: such a statement is planned each time. */
  of(text: string, dialect = ''): string | undefined {
    const key = dialect + text
    const known = this.#names.get(key)
    if (known !== undefined || this.#names.size >= MOST) return known
    const name = createHash('sha1').update(key).digest('base64url')
    this.#names.set(key, name)
    return name
  }
}
