import sql, { type Sql } from 'sql-template-tag'
import { readsColumns } from '../graph/ahead.js'
import { written, type WrittenObject } from '../graph/written.js'

/** An amount in euro, as `euro` makes one; exact decimals are read as texts. */
export function euroOf(amount: Sql, precision: Sql): WrittenObject {
  return { fields: { amount, currency: sql`'EUR'`, precision } }
}

/** The amount of an allocation or appropriation. */
export const MONEY = written(readsColumns('amount', 'amountPrecision'), ({ column }) =>
  euroOf(column('amount'), column('amountPrecision')),
)
