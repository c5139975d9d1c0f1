import { Check, ForeignKey, Int, Key, Reference, Table, Text } from '../database/table.js'
import { NodeRow } from './node.table.js'

export const REMARK_KINDS = [
  'CONTRADICTION',
  'NOT_STATED',
  'ROUNDED',
  'NAME_VARIANT',
  'JUDGEMENT',
  'EXCEPTION',
] as const
export type RemarkKind = (typeof REMARK_KINDS)[number]

@Table('remark', 'Contradictions, gaps, roundings, names in use and judgements, each on its node')
@Check(
  'remark_kind_check',
  `kind in ('CONTRADICTION', 'NOT_STATED', 'ROUNDED', 'NAME_VARIANT', 'JUDGEMENT', 'EXCEPTION')`,
)
export class RemarkRow {
  @Key('uuid', 'remark_pk', 'UUID v5 of its node and Dutch text')
  id!: string

  @Reference(() => NodeRow, 'remark_node_fk', 'Node the remark is about', { onDelete: 'CASCADE' })
  nodeId!: string

  @Int('Place in the list, from 1')
  position!: number

  @Text('CONTRADICTION, NOT_STATED, ROUNDED, NAME_VARIANT, JUDGEMENT or EXCEPTION')
  kind!: RemarkKind

  @Text('The remark in Dutch')
  textNl!: string

  @Text('The remark in English', { nullable: true })
  textEn!: string | null
}

@Table('remark_reading', 'The readings that a remark leaves standing side by side')
@ForeignKey(() => RemarkRow, ['remarkId'], ['id'], { name: 'remark_reading_remark_fk', onDelete: 'CASCADE' })
export class RemarkReadingRow {
  @Key('uuid', 'remark_reading_pk', 'Remark that holds the readings apart')
  remarkId!: string

  @Key('integer', 'remark_reading_pk', 'Rank, the best supported first, from 1')
  rank!: number

  @Text('The reading in Dutch')
  textNl!: string

  @Text('The reading in English', { nullable: true })
  textEn!: string | null
}

@Table('remark_settlement', 'Remarks that were settled; all their readings stay')
@ForeignKey(() => RemarkRow, ['remarkId'], ['id'], {
  name: 'remark_settlement_remark_fk',
  onDelete: 'CASCADE',
})
@ForeignKey(() => RemarkReadingRow, ['remarkId', 'rank'], ['remarkId', 'rank'], {
  name: 'remark_settlement_reading_fk',
})
export class RemarkSettlementRow {
  @Key('uuid', 'remark_settlement_pk', 'The remark')
  remarkId!: string

  @Int('Reading that is right; null where none is, or there are none', { nullable: true })
  rank!: number | null

  @Text('Why, in Dutch')
  becauseNl!: string

  @Text('Why, in English', { nullable: true })
  becauseEn!: string | null
}
