import sql, { type Sql } from 'sql-template-tag'
import { ofColumns, type Writing, type WrittenObject } from '../graph/written.js'

export const EXACT = sql`'EXACT'`

/** An amount in euro, as `euro` makes one; exact decimals are read as texts. */
export function euroOf(amount: Sql, precision: Sql): WrittenObject {
  return { fields: { amount, currency: sql`'EUR'`, precision } }
}

/** The amount of an allocation or appropriation. */
export const MONEY = ofColumns(({ column }) => euroOf(column('amount'), column('amountPrecision')))

/** A sum, of the columns of `sumOf`. */
export const SUM: Writing = ({ column }) => euroOf(column('amount'), column('precision'))

/** The sum of nothing. */
export const NOTHING: Writing = () => euroOf(sql`'0.00'`, EXACT)
