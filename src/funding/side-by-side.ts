import { addAmounts } from '../kernel/amount.js'
import { type MoneyLine, ranked } from './headroom.reads.js'
import type { MoneyRecord } from './money.js'

/** What stands side by side: in the place of each list its line, or null where that list has none. */
export type Row = readonly (MoneyLine | null)[]

/**
 * Sets lists of lines side by side. Two lines are the same where one goes on in the other, else where they bear the same name,
 * else where a name of one is a name of the other; of each list at most one stands in a row. What belongs to none comes last.
 */
export function sideBySide(lists: readonly (readonly MoneyLine[])[]): Row[] {
  const rows: (MoneyLine | null)[][] = []
  for (const [at, list] of lists.entries()) {
    const left = new Set(list)
    for (const isSame of [areKin, shareTheirName, shareAName])
      for (const line of left) {
        const row = rows.find(
          (cells) => !cells[at] && cells.some((other) => other !== null && isSame(line, other)),
        )
        if (!row) continue
        row[at] = line
        left.delete(line)
      }
    for (const line of left) rows.push(lists.map((_, other) => (other === at ? line : null)))
  }
  return [...rows.filter(isNamed), ...rows.filter((row) => !isNamed(row))]
}

function isNamed(row: Row): boolean {
  return row.some((line) => line !== null && line.id !== null)
}

export function moneyOfLine(line: MoneyLine | null): MoneyRecord {
  return ranked(line?.amount ?? '0.00', line?.rank ?? 1)
}

/** What one line has more than another one, or less; as exact as the least exact of both. What is not there has nothing. */
export function changeOf(from: MoneyLine | null, to: MoneyLine | null): MoneyRecord {
  const change = addAmounts([to?.amount ?? '0.00', opposite(from?.amount ?? '0.00')])
  return ranked(change, from?.rank ?? 1, to?.rank ?? 1)
}

export function opposite(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : amount === '0.00' ? amount : `-${amount}`
}

function areKin(one: MoneyLine, other: MoneyLine): boolean {
  return (other.id !== null && one.kin.includes(other.id)) || (one.id !== null && other.kin.includes(one.id))
}

function shareTheirName(one: MoneyLine, other: MoneyLine): boolean {
  // What belongs to no main line is the same everywhere.
  if (one.id === null || other.id === null) return one.id === other.id
  return folded(one.nameNl) === folded(other.nameNl)
}

function shareAName(one: MoneyLine, other: MoneyLine): boolean {
  const names = new Set(other.names.map(folded))
  return one.names.some((name) => names.has(folded(name)))
}

function folded(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
