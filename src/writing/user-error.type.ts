import { Field, InterfaceType, ObjectType } from 'type-graphql'
import { GraphVersionScalar } from '../graphql/scalars.js'
import type { UserErrorRecord } from './user-error.js'

@ObjectType({
  description:
    'An expected failure (fout), as data: nothing was written. Codes: BAD_USER_INPUT NOT_FOUND FORBIDDEN CONFLICT CONSTRAINT_VIOLATED INVALID_TRANSITION IDEMPOTENCY_KEY_REUSED.',
})
export class UserError {
  @Field(() => String, { description: 'What sort of failure it is (code).' })
  code!: string

  @Field(() => [String], {
    description: 'Where in the input it lies (plaats): fields, and places in lists from 0.',
  })
  path!: readonly string[]

  @Field(() => GraphVersionScalar, {
    nullable: true,
    description: 'Of a CONFLICT: the version in which it was changed last (huidige versie).',
  })
  currentVersion!: string | null
}

@InterfaceType({
  description: 'What every mutation answers (antwoord op een wijziging).',
  resolveType: (payload: { readonly typeName: string }) => payload.typeName,
})
export abstract class MutationPayload {
  @Field(() => GraphVersionScalar, {
    nullable: true,
    description: 'The version this write made (nieuwe versie); null when it was refused.',
  })
  graphVersion!: string | null

  @Field(() => [UserError], { description: 'Why it was refused (fouten); none where it was done.' })
  errors!: readonly UserErrorRecord[]
}
