import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { InsightService } from './insight-service.js'

let insight: InsightService
beforeAll(async () => {
  insight = await InsightService.start()
})
afterAll(() => insight.stop())

const PART = '{ totalCount sum { amount } }'
interface Part {
  readonly totalCount: number
  readonly sum: { readonly amount: string }
}

/** Investments not operated and their sum, operating money without systems and its sum. */
async function money(args = 'fiscalYear: 2025'): Promise<unknown[]> {
  const { buildToRun } = await insight.ask<{ buildToRun: Record<'built' | 'run', Part> }>(
    `{ buildToRun(${args}) { built: investmentsNotOperated ${PART} run: operatingWithoutSystems ${PART} } }`,
  )
  return Object.values(buildToRun).flatMap(({ totalCount, sum }) => [totalCount, sum.amount])
}

/** Table 1 of 2.A: ten projects, 18,000,000. Table 1 of 2.B: sixteen receivers, 15,000,000, and no system by name. */
const NOTE = [10, '18000000.00', 16, '15000000.00']

test('none of the ten projects is operated, and of none of the sixteen receivers the systems are named', async () => {
  expect(await money()).toEqual(NOTE)
})

test('money that follows operates it, where that is stated', async () => {
  const follows = ['PRECEDES', 'allocation:VRD3-2025-04-investering', 'allocation:VRD12-2025-agodi'] as const
  // 200,000 for the height model, which project 4 delivers; 98,000 for AGODI.
  expect(await insight.tied([follows], money)).toEqual([9, '17800000.00', 15, '14902000.00'])
  expect(await insight.tied([[...follows, true]], money)).toEqual(NOTE)
})

test('money that follows where no building block was built names no system', async () => {
  const follows = ['PRECEDES', 'allocation:VRD3-2025-01-investering', 'allocation:VRD12-2025-agodi'] as const
  expect(await insight.tied([follows], money)).toEqual([9, '17675000.00', 16, '15000000.00'])
})

test('what a receiver manages counts where a programme of that money built it', async () => {
  const manages = ['MANAGED_BY', 'building-block:dhmv-iii', 'entity:agodi'] as const
  expect(await insight.tied([manages], money)).toEqual(NOTE)
  const same = ['PART_OF', 'portfolio:VRD12-2025', 'programme:VRD3'] as const
  expect(await insight.tied([manages, same], money)).toEqual([9, '17800000.00', 15, '14902000.00'])
})

test('what another year, day or no year at all comes to', async () => {
  expect(await money('fiscalYear: 1999')).toEqual([0, '0.00', 0, '0.00'])
  expect(await money('fiscalYear: 2025, on: "2026-01-01"')).toEqual([0, '0.00', 0, '0.00'])
  // Before the sixteen, four years of 5,000,000, 10,000,000 and 111,018 each.
  expect(await money('fiscalYear: null')).toEqual([10, '18000000.00', 28, '75444072.00'])
})

test('withdrawn money is none', async () => {
  const withdraw = (status: string) =>
    insight.write(`update allocation set status = $1 where id = (select id from node where code = 'VRD12-2025-agodi')`, [status]) // prettier-ignore
  await withdraw('WITHDRAWN')
  expect(await money()).toEqual([10, '18000000.00', 15, '14902000.00'])
  await withdraw('PROPOSED')
  expect(await money()).toEqual(NOTE)
})
