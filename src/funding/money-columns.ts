import { Decimal, Text } from '../database/table.js'

export const AMOUNT_PRECISIONS = ['EXACT', 'ROUNDED', 'APPROXIMATE'] as const
export type AmountPrecision = (typeof AMOUNT_PRECISIONS)[number]

export const Amount = (): PropertyDecorator => Decimal('Amount in euro, exact to the cent')
export const AmountPrecisionColumn = (): PropertyDecorator =>
  Text('EXACT, ROUNDED or APPROXIMATE, as the document gives it', { default: 'EXACT' })

/** The law of an amount, for a CHECK: not negative, not NaN, always two digits so that nothing is rounded away. */
export const AMOUNT_LAW = `amount >= 0 and amount < 1e13 and scale(amount) = 2`
export const AMOUNT_PRECISION_LAW = `amount_precision in ('EXACT', 'ROUNDED', 'APPROXIMATE')`
