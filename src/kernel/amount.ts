/**
 * Money is a decimal text with two digits, in euro, never a binary number: `"3450000.00"`.
 * Up to 13 digits before the point.
 */
const AMOUNT = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/

/** The amount with two decimals; undefined where the text is not an exact amount of at most cents. */
export function parseAmount(text: string): string | undefined {
  const match = AMOUNT.exec(text)
  if (!match) return undefined
  const [, sign, whole, cents = ''] = match
  const amount = `${whole?.replace(/^0+(?=\d)/, '')}.${cents.padEnd(2, '0')}`
  return sign === '-' && amount !== '0.00' ? `-${amount}` : amount
}

/** The sum of amounts with two digits each. */
export function addAmounts(amounts: readonly string[]): string {
  const cents = amounts.reduce((sum, amount) => sum + BigInt(amount.replace('.', '')), 0n)
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0')
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Which part of the whole, from 0 to 1; 0 of nothing. For display: the amounts themselves stay exact. */
export function shareOf(part: string, whole: string): number {
  const total = Number(whole)
  return total === 0 ? 0 : Number(part) / total
}
