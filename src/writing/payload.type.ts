import { Field, ID, ObjectType } from 'type-graphql'
import { GraphNode } from '../graph/node.type.js'
import { Relation } from '../graph/relation.type.js'
import { Remark } from '../graph/remark.type.js'
import { Need } from '../catalogue/need.type.js'
import { Pillar, Portfolio } from '../programme/programme.type.js'
import { Allocation } from '../funding/funding.type.js'
import { Money } from '../funding/money.type.js'
import { MutationPayload } from './user-error.type.js'

@ObjectType({ implements: MutationPayload, description: 'Nodes that were made (nieuwe knopen).' })
export class CreateNodesPayload extends MutationPayload {
  @Field(() => [GraphNode], {
    description: 'The nodes, in the order of the input; none where it was refused.',
  })
  nodes!: object[]

  @Field(() => [Relation], { description: 'The relations made with them, in the order of the input.' })
  relations!: object[]
}

@ObjectType({ implements: MutationPayload, description: 'A node that was changed (gewijzigde knoop).' })
export class NodePayload extends MutationPayload {
  @Field(() => GraphNode, {
    nullable: true,
    description: 'The node as it stands now; null where it was refused.',
  })
  node!: object | null
}

@ObjectType({
  implements: MutationPayload,
  description: 'Something that was taken out of the graph (ingetrokken).',
})
export class RetractPayload extends MutationPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The id it had, by which its history is still found; null where it was refused.',
  })
  retracted!: string | null
}

@ObjectType({ implements: MutationPayload, description: 'Relations that were made (nieuwe relaties).' })
export class CreateRelationsPayload extends MutationPayload {
  @Field(() => [Relation], {
    description: 'The relations, in the order of the input; none where it was refused.',
  })
  relations!: object[]
}

@ObjectType({ implements: MutationPayload, description: 'A relation that was changed (gewijzigde relatie).' })
export class RelationPayload extends MutationPayload {
  @Field(() => Relation, {
    nullable: true,
    description: 'The relation as it stands now; null where it was refused.',
  })
  relation!: object | null
}

@ObjectType({ description: 'What a main line gains or loses by a write (verschuiving).' })
export class PillarShift {
  @Field(() => Portfolio, { description: 'The portfolio.' })
  portfolio!: object

  @Field(() => Pillar, {
    nullable: true,
    description: 'The main line (hoofdlijn); null of what goes to none.',
  })
  pillar!: object | null

  @Field(() => Money, { description: 'What it gains, or less than nothing what it loses (verschil).' })
  change!: Money
}

@ObjectType({
  implements: MutationPayload,
  description: 'Allocations that were made or changed (toewijzingen).',
})
export class AllocationsPayload extends MutationPayload {
  @Field(() => [Allocation], {
    description: 'The allocations as they stand now, in the order of the input; none where it was refused.',
  })
  allocations!: object[]

  @Field(() => [Portfolio], {
    description:
      "The portfolios whose money this touched (portfolio's), as they stand now; `headroom` tells what is left.",
  })
  portfolios!: object[]

  @Field(() => [PillarShift], {
    description:
      'What this write gave to each main line or took from it (verschuivingen); nothing where a line keeps its sum.',
  })
  shifts!: object[]
}

@ObjectType({ implements: MutationPayload, description: 'A need that was raised or settled (nood).' })
export class NeedPayload extends MutationPayload {
  @Field(() => Need, { nullable: true, description: 'The need as it stands now; null where it was refused.' })
  need!: object | null
}

@ObjectType({ implements: MutationPayload, description: 'A step of the year that was taken (gezette stap).' })
export class StepPayload extends MutationPayload {
  @Field(() => [GraphNode], {
    description: 'The portfolios or subsidies as they stand now; none where it was refused.',
  })
  subjects!: object[]

  @Field(() => GraphNode, {
    nullable: true,
    description: 'The node that shows the step; null where it was refused.',
  })
  evidence!: object | null
}

@ObjectType({ implements: MutationPayload, description: 'A remark that was added or settled (opmerking).' })
export class RemarkPayload extends MutationPayload {
  @Field(() => GraphNode, { nullable: true, description: 'The node it is about; null where it was refused.' })
  node!: object | null

  @Field(() => Remark, {
    nullable: true,
    description: 'The remark as it stands now; null where it was refused.',
  })
  remark!: object | null
}

@ObjectType({ implements: MutationPayload, description: 'Drafts that everybody sees now (gepubliceerd).' })
export class PublishPayload extends MutationPayload {
  @Field(() => [GraphNode], { description: 'The nodes among them.' })
  nodes!: object[]

  @Field(() => [Relation], { description: 'The relations among them.' })
  relations!: object[]

  @Field(() => [Remark], { description: 'The remarks among them.' })
  remarks!: object[]
}
