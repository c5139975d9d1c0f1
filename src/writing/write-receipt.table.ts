import { Big, Index, Instant, Json, Key, Table, Text } from '../database/table.js'

@Table(
  'write_receipt',
  'What was answered to a write, so that whoever sends it again is answered the same and it is done once',
)
@Index('write_receipt_at_idx', ['at'])
export class WriteReceiptRow {
  @Key('text', 'write_receipt_pk', 'Who wrote')
  caller!: string

  @Key('text', 'write_receipt_pk', 'Idempotency key, of their own choice')
  key!: string

  @Text('What was asked')
  mutation!: string

  @Text('Hash of all that was asked with it')
  fingerprint!: string

  @Big('Version that the write made; null where it changed nothing', { nullable: true })
  version!: string | null

  @Json('What was answered; null while the write is under way', { nullable: true })
  answer!: unknown

  @Instant('When it was written', { default: () => 'now()' })
  at!: Date
}
