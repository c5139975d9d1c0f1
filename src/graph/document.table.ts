import type { DatePrecision } from '../kernel/fuzzy-date.js'
import { Check, Day, ForeignKey, Int, Key, Table, Text } from '../database/table.js'
import { dayLaw } from './dated-row.js'
import { TypedNode, TypedNodeRow } from './typed-node.js'

@TypedNode('DOCUMENT', 'Sources that the graph cites')
@Check('document_date_check', dayLaw('date'))
export class DocumentRow extends TypedNodeRow {
  @Text('Official number; null where not stated', { nullable: true })
  number!: string | null

  @Day('Date of the document; null where not stated', { nullable: true })
  date!: string | null

  @Text('How exactly the date is known', { nullable: true })
  datePrecision!: DatePrecision | null

  @Text('Address where it is published; null where not known', { nullable: true })
  url!: string | null
}

@Table('document_part', 'The places of a document that can be cited')
@ForeignKey(() => DocumentRow, ['documentId'], ['id'], {
  name: 'document_part_document_fk',
  onDelete: 'CASCADE',
})
export class DocumentPartRow {
  @Key('uuid', 'document_part_pk', 'The document')
  documentId!: string

  @Key('text', 'document_part_pk', 'The place: section/part/row')
  locator!: string

  @Int('Place in reading order, from 1')
  position!: number

  @Text('What stands there, in Dutch')
  titleNl!: string

  @Text('What stands there, in English', { nullable: true })
  titleEn!: string | null
}
