import { Field, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../graphql/connection.js'
import { graphqlEnum } from '../graphql/enum.js'
import type { SynergyRecord } from './synergy-list.js'

export const SynergyGroundEnum = graphqlEnum(
  'SynergyGround',
  'What two projects or entities have in common (gemene grond).',
  {
    BUILDING_BLOCK:
      'Bouwsteen: both reuse it, need it, bring it together or build it: REUSES, DEPENDS_ON, INTEGRATES or DELIVERS.',
    NEED: 'Nood: two projects answer it, or two entities raised it.',
    ASKED_BY: 'Aangebracht door: two projects answer needs that this one raised.',
  },
)

@ObjectType({
  description:
    'Two who have something in common and are not tied yet (synergie): a suggestion to bring them together.',
})
export class Synergy {
  @Field(() => Int, {
    description:
      'The sum of the points of its reasons (score): what to look at first, and no more than that.',
  })
  score!: number
}

@ObjectType({ description: 'One thing that two have in common (reden).' })
export class SynergyReason {
  @Field(() => Int, {
    description: 'How many projects and entities have it in common, these two included (gedeeld door).',
  })
  sharedBy!: number

  @Field(() => Boolean, {
    description: 'True where one of the two comes to it by nothing but inferred ties (afgeleid).',
  })
  inferred!: boolean

  @Field(() => Int, {
    description:
      'What it weighs (punten): 1000 / (sharedBy - 1), rounded; half of that where it is inferred. So what only these two share weighs most.',
  })
  points!: number
}

@ObjectType({ description: 'Suggestions, highest score first, page by page.' })
export class SynergyConnection extends connectionOf<SynergyRecord>('Synergy', () => Synergy as never) {}
