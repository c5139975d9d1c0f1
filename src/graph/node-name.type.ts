import { Field, ObjectType } from 'type-graphql'
import type { Language } from '../kernel/language.js'
import { graphqlEnum } from '../graphql/enum.js'
import { DateScalar } from '../graphql/scalars.js'
import { LanguageEnum } from './language.type.js'
import type { NameUse } from './node-name.table.js'

export const NameUseEnum = graphqlEnum('NameUse', 'What sort of name it is (soort naam).', {
  SHOWN: 'The name shown (getoonde naam).',
  VARIANT: 'As printed somewhere (variant).',
  ABBREVIATION: 'Short form (afkorting).',
  FULL: 'Written out (voluit).',
  FORMER: 'No longer in use (vroegere naam).',
  OFFICIAL: 'As an official register has it (officiële naam).',
})

@ObjectType({ description: 'A name in use (naam), with the time it was used; the first is the one shown.' })
export class NodeName {
  @Field(() => String, { description: 'The name as it is written.' })
  text!: string

  @Field(() => LanguageEnum, { description: 'Language of the name (taal).' })
  language!: Language

  @Field(() => NameUseEnum, { description: 'What sort of name it is.' })
  use!: NameUse | 'SHOWN'

  @Field(() => DateScalar, { nullable: true, description: 'First day of use; null where not stated.' })
  from!: string | null

  @Field(() => DateScalar, { nullable: true, description: 'First day out of use; null where not stated.' })
  to!: string | null
}
