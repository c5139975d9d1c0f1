import { Matches, MaxLength } from 'class-validator'
import { Field, ID, InputType } from 'type-graphql'
import { GraphVersionScalar } from '../graphql/scalars.js'
import type { WriteInput } from './writes.service.js'

const PRINTABLE = /^[\x20-\x7e]{1,200}$/

/** What every mutation takes. */
@InputType()
export abstract class AnyWriteInput implements WriteInput {
  @Field(() => String, {
    description:
      'Made by the caller for this write alone (eenmalige sleutel), such as a UUID: at most 200 printable characters. Sent again, the write has its effect once and the first answer is given again.',
  })
  @Matches(PRINTABLE, { message: 'must be 1 to 200 printable characters, such as a UUID' })
  idempotencyKey!: string

  @Field(() => String, { description: 'Why (reden); it stands in the ledger.' })
  @Matches(/\S/, { message: 'must tell why' })
  @MaxLength(2_000, { message: 'must be at most 2000 characters' })
  reason!: string
}

/** What a mutation takes that changes something that stands. */
@InputType()
export abstract class ChangeInput extends AnyWriteInput {
  @Field(() => GraphVersionScalar, {
    description:
      'The graph version that the caller saw (gelezen versie). Whatever is changed must not have changed since, else the answer is a CONFLICT with the version in which it did.',
  })
  @Matches(/^\d+$/, { message: 'must be a graph version such as "12"' })
  expectedVersion!: string
}

@InputType()
export abstract class NodeChangeInput extends ChangeInput {
  @Field(() => ID, {
    description: 'The node (knoop): a global id, or a reference such as "project:VRD3-2025-08".',
  })
  node!: string
}

@InputType()
export abstract class RelationChangeInput extends ChangeInput {
  @Field(() => ID, { description: 'Global id of a free relation (relatie).' })
  relation!: string
}
