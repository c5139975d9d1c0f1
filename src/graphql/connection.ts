import { type ClassType, Field, Int, ObjectType } from 'type-graphql'
import { type Awaitable, whenThere } from '../kernel/awaitable.js'

/** One page of a list, and its place in the whole. */
export interface Page<Row> {
  readonly items: readonly { readonly cursor: string; readonly row: Row }[]
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
      return whenThere(this.list.page(), ({ items }) =>
        items.map(({ cursor, row }) => ({ cursor, node: row })),
      )
    }

    @Field(() => [nodeType()], { description: 'The items of this page.' })
    nodes(): Awaitable<Row[]> {
      return whenThere(this.list.page(), ({ items }) => items.map(({ row }) => row))
    }

    @Field(() => PageInfo, { description: 'Where this page stands in the whole list.' })
    pageInfo(): Awaitable<PageInfo> {
      return whenThere(this.list.page(), ({ items, hasNextPage, hasPreviousPage }) => ({
        hasNextPage,
        hasPreviousPage,
        startCursor: items[0]?.cursor ?? null,
        endCursor: items.at(-1)?.cursor ?? null,
      }))
    }

    @Field(() => Int, { description: 'How many there are over the whole filter, not only on this page.' })
    totalCount(): Awaitable<number> {
      return this.list.totalCount()
    }
  }
  return Connection as new (list: PagedList<Row>) => Connection
}
