import type { AmountPrecision } from './money-columns.js'

/** An amount as it is shown: exact decimals, its currency, and how exactly it is known. */
export interface MoneyRecord {
  readonly amount: string
  readonly currency: string
  readonly precision: AmountPrecision
}

export function euro(amount: string, precision: AmountPrecision = 'EXACT'): MoneyRecord {
  return { amount, currency: 'EUR', precision }
}
