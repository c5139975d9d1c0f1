/**
 * The words in which row classes are written. What TypeORM calls an entity is a row of a table here: in this
 * code base an Entity is a government entity. Every table and column carries a comment, which the database keeps.
 */
import {
  Check,
  Column,
  type ColumnOptions,
  Entity,
  Exclusion,
  ForeignKey,
  Index,
  PrimaryColumn,
  Unique,
} from 'typeorm'

export { Check, Exclusion, ForeignKey, Index, Unique }

export function Table(name: string, comment: string): ClassDecorator {
  return Entity({ name, comment })
}

type Options = Pick<ColumnOptions, 'nullable' | 'default' | 'array' | 'collation'>
const column =
  (type: NonNullable<ColumnOptions['type']>) =>
  (comment: string, options: Options = {}) =>
    Column({ ...options, type, comment })

export const Text = column('text')
export const Uuid = column('uuid')
export const Int = column('integer')
export const Day = column('date')
export const Flag = column('boolean')
/** Counts further than a binary number can: read as a text. */
export const Big = column('bigint')
export const Json = column('jsonb')
export const Instant = column('timestamp with time zone')
/** Exact decimal; the table's CHECK asks for two digits and no sign. */
export const Decimal = column('numeric')

/** A code sorts by its bytes, so that pages come in the same order on every server. */
export const Code = (comment: string, options: Pick<Options, 'nullable'> = {}) =>
  Column({ ...options, type: 'text', collation: 'C', comment })

type KeyType = 'uuid' | 'text' | 'integer' | 'bigint' | 'boolean'
export const Key = (
  type: KeyType,
  name: string,
  comment: string,
  options: Pick<Options, 'default'> = {},
): PropertyDecorator => PrimaryColumn({ ...options, type, comment, primaryKeyConstraintName: name })

type RowClass = abstract new () => object

/** A column that holds the id of a row elsewhere, with a named constraint and an index for the way back. */
export function Reference(
  target: () => RowClass,
  constraint: string,
  comment: string,
  options: { nullable?: boolean; onDelete?: 'CASCADE' | 'NO ACTION' } = {},
): PropertyDecorator {
  const { nullable = false, onDelete = 'NO ACTION' } = options
  return (prototype, property) => {
    Column({ type: 'uuid', nullable, comment })(prototype, property)
    ForeignKey(target as () => new () => object, { name: constraint, onDelete })(prototype, property)
    Index(constraint.replace(/_fk$/, '_idx'))(prototype, property)
  }
}
