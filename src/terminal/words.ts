import type { Language } from '../kernel/language.js'
import { oneLine } from './change.js'

/** The first columns as wide as their widest cell; the last one as it comes. No line ends in spaces. */
export function aligned(rows: readonly (readonly string[])[], indent = ''): string[] {
  const cells = rows.map((row) => row.map(oneLine))
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => [...(row[column] ?? '')].length)),
  )
  return cells.map((row) =>
    `${indent}${row.map((cell, column) => padded(cell, widths[column] ?? 0)).join('  ')}`.trimEnd(),
  )
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - [...cell].length))
}

/** An exact amount for people: `3.450.000,00` in Dutch, `3,450,000.00` in English. */
export function amountIn(language: Language, amount: string): string {
  const [whole = '', cents = '00'] = amount.split('.')
  const [between, before] = language === 'NL' ? ['.', ','] : [',', '.']
  return `${whole.replace(/\B(?=(\d{3})+$)/g, between)}${before}${cents}`
}
