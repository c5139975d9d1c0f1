import { type ClassType, Field, Int, ObjectType } from 'type-graphql'
import { type Awaitable, whenThere } from '../kernel/awaitable.js'

/** One page of a list, and its place in the whole. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  /** Marks the place of the row that stands here on the page: worked out where it is asked for, and most are not. */
  readonly cursorAt: (at: number) => string
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
}

/** What a connection shows: each part is read only when it is asked for. */
export interface PagedList<Row> {
  page(): Awaitable<Page<Row>>
  totalCount(): Awaitable<number>
}

@ObjectType({ description: 'Where a page stands in the whole list (Relay).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether anything comes after this page.' })
  hasNextPage!: boolean

  @Field(() => Boolean, { description: 'Whether anything comes before this page.' })
  hasPreviousPage!: boolean

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  startCursor!: string | null

  @Field(() => String, { nullable: true, description: 'Cursor of the last item; null on an empty page.' })
  endCursor!: string | null
}

/** Makes the connection and edge types of a node type: `class ProjectConnection extends connectionOf('Project', …)`. */
export function connectionOf<Row extends object>(name: string, nodeType: () => ClassType<object>) {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a list, with its cursor.` })
  class Edge {
    @Field(() => String, { description: 'Marks this place in the list, for after and before.' })
    cursor!: string

    @Field(nodeType, { description: 'The item itself.' })
    node!: Row
  }

  @ObjectType()
  abstract class Connection {
    constructor(protected readonly list: PagedList<Row>) {}

    @Field(() => [Edge], { description: 'The items of this page with their cursors.' })
    edges(): Awaitable<Edge[]> {
      return whenThere(this.list.page(), (page) =>
        page.rows.map((node, at) => ({
          node,
          get cursor() {
            return page.cursorAt(at)
          },
        })),
      )
    }

    @Field(() => [nodeType()], { description: 'The items of this page.' })
    nodes(): Awaitable<readonly Row[]> {
      return whenThere(this.list.page(), ({ rows }) => rows)
    }

    @Field(() => PageInfo, { description: 'Where this page stands in the whole list.' })
    pageInfo(): Awaitable<PageInfo> {
      return whenThere(this.list.page(), pageInfoOf)
    }

    @Field(() => Int, { description: 'How many there are over the whole filter, not only on this page.' })
    totalCount(): Awaitable<number> {
      return this.list.totalCount()
    }
  }
  return Connection as new (list: PagedList<Row>) => Connection
}

export function pageInfoOf({ rows, cursorAt, hasNextPage, hasPreviousPage }: Page<unknown>): PageInfo {
  return {
    hasNextPage,
    hasPreviousPage,
    get startCursor() {
      return rows.length > 0 ? cursorAt(0) : null
    },
    get endCursor() {
      return rows.length > 0 ? cursorAt(rows.length - 1) : null
    },
  }
}
