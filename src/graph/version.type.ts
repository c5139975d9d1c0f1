import { Field, Int, ObjectType } from 'type-graphql'
import { DateTimeScalar, GraphVersionScalar } from '../graphql/scalars.js'

@ObjectType({ description: 'A version that the graph has taken (nieuwe versie).' })
export class NewVersion {
  @Field(() => GraphVersionScalar, { description: 'The version (versie); one more than the one before.' })
  version!: string

  @Field(() => DateTimeScalar, { description: 'When it was recorded (tijdstip).' })
  at!: string

  @Field(() => String, { description: 'Who made it (auteur).' })
  author!: string

  @Field(() => String, { nullable: true, description: 'Why (reden); null where no reason was given.' })
  reason!: string | null

  @Field(() => Int, { description: 'How many nodes and relations it changed (aantal wijzigingen).' })
  changeCount!: number
}
