import { Field, ID, InputType, Int } from 'type-graphql'
import type { Role, Scope } from '../access/caller.js'
import { RoleEnum, ScopeEnum } from './api-key.type.js'
import { AnyWriteInput } from './write.input.js'

@InputType({ description: 'Issues a key for a machine (sleutel uitgeven).' })
export class IssueApiKeyInput extends AnyWriteInput {
  @Field(() => String, {
    description: 'What it is for (naam); two keys of one name may live, while one takes over from the other.',
  })
  name!: string

  @Field(() => RoleEnum, { description: 'As whom it calls (rol).' })
  role!: Role

  @Field(() => ID, {
    nullable: true,
    description: 'Code or OVO code of the entity that an ENTITY speaks for (entiteit).',
  })
  entity?: string | null

  @Field(() => [ScopeEnum], { description: 'What it is good for (bereik): READ, or READ and WRITE.' })
  scopes!: Scope[]

  @Field(() => Int, {
    nullable: true,
    description: 'Days that it lives (dagen), at most 366; 90 unless told.',
  })
  days?: number | null
}

@InputType({ description: 'Revokes a key (sleutel intrekken): it lets nobody in from the next request on.' })
export class RevokeApiKeyInput extends AnyWriteInput {
  @Field(() => ID, { description: 'Start of the key (voorvoegsel), as the list of keys tells it.' })
  prefix!: string
}
