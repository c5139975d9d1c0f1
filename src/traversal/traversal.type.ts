import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'What is touched when a node changes (impact).' })
export class Impact {
  @Field(() => Int, { description: 'How many nodes are touched, also those not shown.' })
  totalCount!: number

  @Field(() => Boolean, { description: 'True where not all of them are shown.' })
  truncated!: boolean
}

@ObjectType({ description: 'A node that is touched, with the way the change takes (geraakte knoop).' })
export class ImpactHit {
  @Field(() => Int, { description: 'The least number of relations between (afstand).' })
  distance!: number
}

@ObjectType({ description: 'A way from one node to another (pad).' })
export class Path {
  @Field(() => Int, { description: 'How many relations it takes (lengte).' })
  length!: number
}
