import type { NodeKind } from '../kernel/node-kind.js'
import { Check, Code, Flag, ForeignKey, Index, Key, Table, Text, Unique } from '../database/table.js'
import { DatedRow, PERIOD_LAW } from './dated-row.js'

@Table('node_kind', 'The kinds of node')
export class NodeKindRow {
  @Key('text', 'node_kind_pk', 'Kind of node')
  kind!: NodeKind
}

@Table('node', 'Everything the graph knows; what only its kind has stands in the table of that kind')
@Unique('node_code_key', ['kind', 'code'])
@Unique('node_kind_key', ['id', 'kind'])
@Check('node_code_check', `code ~ '^[A-Za-z0-9][A-Za-z0-9._/+-]{0,119}$'`)
@Check('node_period_check', PERIOD_LAW)
@ForeignKey(() => NodeKindRow, ['kind'], ['kind'], { name: 'node_kind_fk' })
@Index('node_id_idx', ['id'], { type: 'hash' })
@Index('node_origin_idx', ['origin'])
export class NodeRow extends DatedRow {
  @Key('uuid', 'node_pk', 'UUID v5 of the first reference the node ever had')
  id!: string

  @Text('Kind of node')
  kind!: NodeKind

  @Code('Readable code, unique within its kind')
  code!: string

  @Text('Dutch name, as shown')
  nameNl!: string

  @Text('English name, as shown', { nullable: true })
  nameEn!: string | null

  @Text('Dutch description, in the words of this graph', { nullable: true })
  descriptionNl!: string | null

  @Text('English description, in the words of this graph', { nullable: true })
  descriptionEn!: string | null

  @Flag('True where the modeller concluded the node and no document names it', { default: false })
  inferred!: boolean

  @Text('Data set it was loaded from; null where it was written through the service', { nullable: true })
  origin!: string | null
}
