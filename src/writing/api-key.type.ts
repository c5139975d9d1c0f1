import { Field, ObjectType } from 'type-graphql'
import { graphqlEnum } from '../graphql/enum.js'
import { DateTimeScalar } from '../graphql/scalars.js'
import type { Role, Scope } from '../access/caller.js'
import { MutationPayload } from './user-error.type.js'

export const RoleEnum = graphqlEnum('Role', 'Who may do what (rol).', {
  PUBLIC: 'Whoever says nothing of themselves (publiek).',
  ENTITY: 'Speaks for one entity (entiteit).',
  PROGRAMME_OFFICE: 'Runs the programme (programmabureau).',
  STEERING_BODY: 'Steers it (stuurorgaan).',
  INSPECTORATE: 'Gives advice (Inspectie van Financiën).',
  SECRETARIAT: 'Keeps what the government decides (secretariaat van de regering).',
  ADMINISTRATOR: 'Keeps the service running (beheerder).',
})

export const ScopeEnum = graphqlEnum('Scope', 'What a key is good for (bereik).', {
  READ: 'Reading (lezen).',
  WRITE: 'Writing too (schrijven).',
})

@ObjectType({ description: 'A key of a machine (sleutel): what is known of it, and never the key itself.' })
export class ApiKeyInfo {
  @Field(() => String, { description: 'Start of the key, by which it is spoken of (voorvoegsel).' })
  prefix!: string

  @Field(() => String, { description: 'What it is for (naam).' })
  name!: string

  @Field(() => RoleEnum, { description: 'As whom it calls (rol).' })
  role!: Role

  @Field(() => [ScopeEnum], { description: 'What it is good for (bereik).' })
  scopes!: readonly Scope[]

  @Field(() => Boolean, { description: 'Whether it lets anybody in (geldig).' })
  live!: boolean

  @Field(() => String, { description: 'Who issued it (uitgegeven door).' })
  issuedBy!: string

  @Field(() => DateTimeScalar, { description: 'When it was issued (uitgegeven op).' })
  issuedAt!: string

  @Field(() => DateTimeScalar, { description: 'From when it is dead (vervalt op).' })
  expiresAt!: string

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was used last, to the hour (laatst gebruikt).',
  })
  lastUsedAt!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked (ingetrokken op).' })
  revokedAt!: string | null
}

@ObjectType({
  implements: MutationPayload,
  description:
    'A key that was issued or revoked (sleutel). Keys are no part of the graph: there is no version.',
})
export class ApiKeyPayload extends MutationPayload {
  @Field(() => ApiKeyInfo, {
    nullable: true,
    description: 'The key as it stands; null where it was refused.',
  })
  apiKey!: object | null

  @Field(() => String, {
    nullable: true,
    description: 'The key itself (geheim), told this once: not when the same is sent again.',
  })
  secret!: string | null
}
