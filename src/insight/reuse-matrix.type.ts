import { Field, ObjectType } from 'type-graphql'
import type { RelationKind } from '../graph/relation-kind.js'
import { RelationKindEnum } from '../graph/relation-kind.type.js'
import type { ProjectRecord } from '../programme/programme.reads.js'
import type { UseRecord } from './reuse-matrix.reads.js'

/** A row, and the day it is told for. */
export interface MatrixRowRecord {
  readonly project: ProjectRecord
  readonly on: string | null
}

/** A cell that is not empty. */
export interface MatrixCellRecord {
  readonly block: string
  readonly uses: readonly UseRecord[]
}

@ObjectType({ description: 'How a project uses a building block, by one kind of tie (wijze).' })
export class BlockUse {
  @Field(() => RelationKindEnum, {
    description: 'DELIVERS, INTEGRATES, REUSES or DEPENDS_ON (soort relatie).',
  })
  kind!: RelationKind

  @Field(() => Boolean, {
    description: 'True where no document says so and it was only concluded (afgeleid).',
  })
  inferred!: boolean

  @Field(() => Boolean, {
    description:
      'True where the project itself does so (rechtstreeks), and not only a workstream or result of it.',
  })
  direct!: boolean
}

@ObjectType({ description: 'A project and a building block that it uses (cel).' })
export class ReuseCell {}

@ObjectType({ description: 'A project with the building blocks that it uses (rij); other cells are empty.' })
export class ReuseRow {}
