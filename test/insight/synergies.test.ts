import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Bond, CommonGround, Stake, Thing } from '../../src/insight/common-ground.js'
import { percentage } from '../../src/insight/percentage.js'
import { pointsOf, Synergies, type Synergy, type SynergyQuestion } from '../../src/insight/synergies.js'

const ALL: SynergyQuestion = { of: null, leastScore: 1, limit: 1_000, after: null }
const rest = async (): Promise<void> => {}

function groundOf(
  parties: number,
  stakes: readonly (readonly [party: number, thing: number, stated?: boolean, part?: number])[],
  more: Partial<Pick<CommonGround, 'bonds' | 'circles'>> & { readonly entities?: readonly number[] } = {},
): CommonGround {
  const things = Math.max(-1, ...stakes.map(([, thing]) => thing)) + 1
  return {
    parties: Array.from({ length: parties }, (_, at) => ({
      id: `p${at}`,
      kind: more.entities?.includes(at) ? ('ENTITY' as const) : ('PROJECT' as const),
      reference: `party:${String(at).padStart(3, '0')}`,
    })),
    things: Array.from({ length: things }, (_, at): Thing => ({
      id: `t${at}`,
      kind: 'BUILDING_BLOCK',
      ground: 'BUILDING_BLOCK',
    })),
    stakes: stakes.map(([party, thing, stated = true, part = null]): Stake => ({
      party,
      thing,
      stated,
      part,
    })),
    bonds: more.bonds ?? [],
    circles: more.circles ?? [],
  }
}

async function found(ground: CommonGround, question: Partial<SynergyQuestion> = {}): Promise<string[]> {
  const { pairs } = await new Synergies(ground).best({ ...ALL, ...question }, rest)
  return pairs.map(({ left, right, score }) => `${left}-${right} ${score}`)
}

describe('points', () => {
  test('what only two share weighs most, and each further one divides it', () => {
    expect([2, 3, 4, 5, 11].map((count) => pointsOf(count, false))).toEqual([1000, 500, 333, 250, 100])
  })
  test('what was concluded weighs half', () => {
    expect([2, 3, 4].map((count) => pointsOf(count, true))).toEqual([500, 250, 167])
  })
  test('what one has alone weighs nothing, nor what everyone has', () => {
    expect([1, 100, 101].map((count) => pointsOf(count, false))).toEqual([0, 10, 0])
  })
})

describe('a percentage', () => {
  test.each([
    [0, 3, '0.00'],
    [1, 3, '33.33'],
    [2, 3, '66.67'],
    [1, 8, '12.50'],
    [1, 2000, '0.05'],
    [1, 20_000, '0.01'],
    [3, 3, '100.00'],
    [0, 0, null],
  ])('%d of %d', (part, whole, told) => expect(percentage(part, whole)).toBe(told))
})

describe('two who share something', () => {
  const shared = [[0, 0], [1, 0]] as const // prettier-ignore
  test('are suggested', async () => {
    expect(await found(groundOf(2, shared))).toEqual(['0-1 1000'])
  })
  test.each<Bond['as']>(['TIED', 'ANSWERS_FOR', 'CONTINUES'])('are not, where they are %s', async (as) => {
    expect(await found(groundOf(2, shared, { bonds: [{ from: 1, to: 0, as }] }))).toEqual([])
  })
  test('are not, where they work on the same result', async () => {
    expect(await found(groundOf(2, shared, { circles: [[0, 1]] }))).toEqual([])
  })
  test('are not, where the same entity answers for both', async () => {
    const bonds: Bond[] = [0, 1].map((from) => ({ from, to: 2, as: 'ANSWERS_FOR' }))
    expect(await found(groundOf(3, shared, { bonds, entities: [2] }))).toEqual([])
  })
  test('are, where both are merely tied to the same third', async () => {
    const bonds: Bond[] = [0, 1].map((from) => ({ from, to: 2, as: 'TIED' }))
    expect(await found(groundOf(3, shared, { bonds }))).toEqual(['0-1 1000'])
  })
  test('are not, where one continues the other over several years', async () => {
    const bonds: Bond[] = [[0, 2], [2, 3], [3, 1]].map(([from = 0, to = 0]) => ({ from, to, as: 'CONTINUES' })) // prettier-ignore
    expect(await found(groundOf(4, shared, { bonds }))).toEqual([])
  })
  test('through one and the same part only have no reason in it; through several they have', async () => {
    expect(await found(groundOf(2, [[0, 0, true, 7], [1, 0, true, 7]]))).toEqual([]) // prettier-ignore
    expect(await found(groundOf(2, [[0, 0, true, 7], [1, 0, true, 8]]))).toEqual(['0-1 1000']) // prettier-ignore
    expect(
      await found(
        groundOf(2, [
          [0, 0, true, 7],
          [1, 0],
        ]),
      ),
    ).toEqual(['0-1 1000'])
  })
  test('weigh half where either comes to it by what was concluded', async () => {
    expect(await found(groundOf(2, [[0, 0, false], [1, 0]]))).toEqual(['0-1 500']) // prettier-ignore
  })
})

test('reasons add up to the score, the heaviest first', async () => {
  const ground = groundOf(3, [[0, 0], [0, 1, false], [0, 2], [1, 0], [1, 1], [1, 2], [2, 0]]) // prettier-ignore
  const synergies = new Synergies(ground)
  const { pairs } = await synergies.best(ALL, rest)
  expect(pairs.map(({ left, right, score }) => [left, right, score])).toEqual([
    [0, 1, 2000],
    [0, 2, 500],
    [1, 2, 500],
  ])
  expect(synergies.reasonsOf(pairs[0] as Synergy).map(({ thing, points, inferred, sharedBy }) => [thing.id, points, inferred, sharedBy]))
    .toEqual([['t2', 1000, false, 2], ['t0', 500, false, 3], ['t1', 500, true, 2]]) // prettier-ignore
})

test('nobody is suggested to whoever shares nothing, and nothing comes of nothing', async () => {
  expect(await found(groundOf(2, [[0, 0], [1, 1]]))).toEqual([]) // prettier-ignore
  expect(await found(groundOf(0, []))).toEqual([])
  expect(await found(groundOf(2, [[0, 0], [1, 0]]), { of: -1 })).toEqual([]) // prettier-ignore
})

describe('of random grounds', () => {
  const party = fc.nat({ max: 9 })
  const stake = fc.tuple(party, fc.nat({ max: 7 }), fc.boolean(), fc.constantFrom(0, 7, 8))
  const ground = fc
    .record({
      stakes: fc.uniqueArray(stake, { maxLength: 40, selector: ([one, thing]) => `${one} ${thing}` }),
      ties: fc.array(fc.tuple(party, party), { maxLength: 6 }),
    })
    .map(({ stakes, ties }) =>
      groundOf(
        10,
        stakes
          .map(([one, thing, stated, part]) => [one, thing, stated, part === 0 ? undefined : part] as const)
          .map(([one, thing, stated, part]): [number, number, boolean, number?] =>
            part === undefined ? [one, thing, stated] : [one, thing, stated, part],
          ),
        { bonds: ties.map(([from, to]) => ({ from, to, as: 'TIED' })) },
      ),
    )

  /** Every pair, weighed as the description says, with no care for how long it takes. */
  function byTheBook({ parties, stakes, bonds }: CommonGround): string[] {
    const pairs = parties.flatMap((_, left) =>
      parties.flatMap((__, right) => (left < right ? [[left, right]] : [])),
    )
    return pairs
      .map(([left = 0, right = 0]) => {
        const tied = bonds.some(({ from, to }) => Math.min(from, to) === left && Math.max(from, to) === right)
        const score = stakes.reduce((sum, one) => {
          const other = stakes.find(({ party: own, thing }) => own === right && thing === one.thing)
          if (one.party !== left || !other || tied || (one.part !== null && one.part === other.part))
            return sum
          const all = stakes.filter(({ thing }) => thing === one.thing).length
          return sum + Math.round(1000 / (all - 1) / (one.stated && other.stated ? 1 : 2))
        }, 0)
        return { left, right, score }
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.left - b.left || a.right - b.right)
      .map(({ left, right, score }) => `${left}-${right} ${score}`)
  }

  test('the answer is the one by the book', () =>
    fc.assert(
      fc.asyncProperty(ground, async (own) => {
        const book = byTheBook(own)
        expect(await found(own)).toEqual(book)
        expect(await found(own, { limit: 2 })).toEqual(book.slice(0, 2))
        const high = book.filter((pair) => Number(pair.split(' ')[1]) >= 300)
        expect(await found(own, { leastScore: 300 })).toEqual(high)
        expect((await found(own, { of: 3 })).sort()).toEqual(
          book.filter((pair) => /^3-|-3 /.test(pair)).sort(),
        )
      }),
    ))

  test('page after page comes to the whole, nothing missed or told twice', () =>
    fc.assert(
      fc.asyncProperty(ground, fc.integer({ min: 1, max: 4 }), async (own, limit) => {
        const synergies = new Synergies(own)
        const told: Synergy[] = []
        for (let after: SynergyQuestion['after'] = null; ;) {
          const { pairs, count } = await synergies.best({ ...ALL, limit, after }, rest)
          told.push(...pairs)
          const last = pairs.at(-1)
          if (!last) {
            expect(told).toHaveLength(count)
            break
          }
          const reference = (at: number): string => own.parties[at]?.reference ?? ''
          after = { score: last.score, left: reference(last.left), right: reference(last.right) }
        }
        expect(told.map(({ left, right, score }) => `${left}-${right} ${score}`)).toEqual(byTheBook(own))
      }),
    ))
})
