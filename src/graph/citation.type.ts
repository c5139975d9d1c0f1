import { Field, ObjectType } from 'type-graphql'
import { GraphNode } from './node.type.js'

@ObjectType({
  implements: GraphNode,
  description: 'A source that facts are cited from (document). Its own words are not repeated here.',
})
export class Document extends GraphNode {
  @Field(() => String, { nullable: true, description: 'Official number; null where not stated (nummer).' })
  number!: string | null

  @Field(() => String, { nullable: true, description: 'Where it is published; null where not known.' })
  url!: string | null
}

@ObjectType({
  description:
    'Where a fact stands (bronverwijzing). A locator reads section/part/row: `2.A/table-1/row-8`, `2.B/paragraph-2`, `5/article-3`.',
})
export class Citation {
  @Field(() => String, { description: 'The exact place in the document.' })
  locator!: string
}
