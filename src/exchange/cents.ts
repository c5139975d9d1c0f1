/** An amount with two decimals as a whole number of cents, to be compared. */
export function cents(amount: string): bigint {
  return BigInt(amount.replace('.', ''))
}
