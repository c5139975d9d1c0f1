import type { Window } from '../graphql/page-args.js'

/** What is asked of a list: of one parent, or of everything. */
export class ListRequest<Filter> {
  #alike: string | undefined

  constructor(
    readonly filter: Filter,
    readonly order: string,
    readonly window: Window,
    readonly parent: { readonly by: string; readonly id: string } | null = null,
  ) {}

  /** The same question of one parent. */
  of(by: string, id: string): ListRequest<Filter> {
    const own = new ListRequest(this.filter, this.order, this.window, { by, id })
    own.#alike = this.alike
    return own
  }

  /** The same for requests that differ in nothing but the parent: written once, for a page asks the same of each of its nodes. */
  get alike(): string {
    return (this.#alike ??= JSON.stringify([this.filter, this.order, this.window]))
  }

  /** Tells it from every other request of the same list. */
  get key(): string {
    return this.parent === null ? this.alike : `${this.parent.id} ${this.parent.by} ${this.alike}`
  }
}
