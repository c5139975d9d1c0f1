import { ArrayMaxSize, IsOptional } from 'class-validator'
import { Field, InputType } from 'type-graphql'
import { ArgsType } from 'type-graphql'
import { graphqlEnum } from '../graphql/enum.js'
import { PageArgs } from '../graphql/page-args.js'
import { DecimalScalar } from '../graphql/scalars.js'

export const ProjectOrderEnum = graphqlEnum('ProjectOrder', 'How projects are sorted (volgorde).', {
  NUMBER_ASC: 'By number, lowest first.',
  NUMBER_DESC: 'By number, highest first.',
  BUDGET_ASC: 'By budget, smallest first.',
  BUDGET_DESC: 'By budget, largest first.',
})
export type ProjectOrder = keyof typeof ProjectOrderEnum

@InputType({ description: 'Which projects; nodes by reference or id. All given conditions must hold.' })
export class ProjectFilter {
  @Field(() => String, { nullable: true, description: 'Of this portfolio.' })
  portfolio?: string | null

  @Field(() => String, { nullable: true, description: 'Of this main line (hoofdlijn).' })
  pillar?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'That deliver or reuse this building block (bouwsteen).',
  })
  buildingBlock?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'That implement this regulation, themselves or by what they deliver.',
  })
  regulation?: string | null

  @Field(() => DecimalScalar, { nullable: true, description: 'With at least this budget, in euro.' })
  minBudget?: string | null

  @Field(() => DecimalScalar, { nullable: true, description: 'With at most this budget, in euro.' })
  maxBudget?: string | null
}

@ArgsType()
export class ProjectArgs extends PageArgs {
  @Field(() => ProjectFilter, { nullable: true, description: 'Which projects; all unless told.' })
  filter?: ProjectFilter | null

  @Field(() => [ProjectOrderEnum], {
    nullable: true,
    description: 'How they are sorted; by number unless told.',
  })
  @IsOptional()
  @ArrayMaxSize(4, { message: 'must hold at most 4 sort keys' })
  orderBy?: ProjectOrder[] | null
}
