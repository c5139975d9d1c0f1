import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { OperationsService } from '../operations/operations-service.js'
import { withClient } from '../support/test-run.js'

const ADVICE = `{ portfolio(code: "VRD3-2025") { advice { documentNumber date } }
  graphNode(reference: "advice:kdw-2025000437") { code }
  search(text: "KDW/2025000437", kinds: [ADVICE]) { totalCount } }`
const GATES = `{ allocations(filter: { project: "project:VRD3-2025-08" }) { nodes { gates { code status date } blockedBy { code } } } }`

describe('the three clocks', () => {
  let service: OperationsService
  beforeAll(async () => {
    service = await OperationsService.start()
  })
  afterAll(() => service.stop())
  const ask = (document: string, asOf?: Record<string, unknown>) =>
    service.ask({ document, variables: {} }, asOf)
  const data = async (document: string, asOf?: Record<string, unknown>) =>
    (await ask(document, asOf)).body.data
  const write = (statement: string) =>
    withClient(service.database.url, async (client) => {
      await client.query(statement)
      const { rows } = await client.query<{ version: string; at: Date }>('select version, at from graph_head')
      return rows[0] as { version: string; at: Date }
    })

  test('on 12 February the cabinet does not know the advice of the 13th, in any way in', async () => {
    expect(await data(ADVICE, { decidedBy: '2025-02-12' })).toEqual({
      portfolio: { advice: [] },
      graphNode: null,
      search: { totalCount: 0 },
    })
    expect(await data(ADVICE, { decidedBy: '2025-02-13' })).toEqual({
      portfolio: { advice: [{ documentNumber: 'KDW/2025000437', date: '2025-02-13' }] },
      graphNode: { code: 'kdw-2025000437' },
      search: { totalCount: 1 },
    })
  })

  test.each([
    ['2025-02-05', ['WAITING', 'WAITING', 'WAITING', 'WAITING'], 'NOMINATION'],
    ['2025-02-06', ['PASSED', 'WAITING', 'WAITING', 'WAITING'], 'ADVICE'],
    ['2025-02-13', ['PASSED', 'PASSED', 'WAITING', 'WAITING'], 'BUDGET_AGREEMENT'],
  ])('by decision time and by valid time alike the gates stand as on %s', async (day, statuses, blocked) => {
    for (const clock of ['decidedBy', 'on']) {
      const { allocations } = (await data(GATES, { [clock]: day })) as {
        allocations: { nodes: { gates: { status: string }[]; blockedBy: { code: string } }[] }
      }
      expect(allocations.nodes.map(({ gates }) => gates.map(({ status }) => status))).toEqual([statuses])
      expect(allocations.nodes[0]?.blockedBy.code).toBe(blocked)
    }
  })

  test('money is not granted before the body has decided', async () => {
    const granted = `{ allocations(filter: { fiscalYear: 2021 }, orderBy: [AMOUNT_DESC]) { nodes { status decision { date } } } }`
    const statuses = async (decidedBy: string) => {
      const { allocations } = (await data(granted, { decidedBy })) as {
        allocations: { nodes: { status: string; decision: { date: string } | null }[] }
      }
      return allocations.nodes.map(({ status, decision }) => [status, decision?.date ?? null])
    }
    // No decision is stated that grants the third, the subsidy.
    const subsidy = ['GRANTED', null]
    expect(await statuses('2021-04-01')).toEqual([['PROPOSED', null], ['PROPOSED', null], subsidy])
    expect(await statuses('2022-01-01')).toEqual([
      ['GRANTED', '2021-04-02'],
      ['GRANTED', '2021-04-02'],
      subsidy,
    ])
  })

  test('on a day only what holds on it is there, and nothing leads to the rest', async () => {
    const counts = `{ allocations { totalCount sum { amount } } projects { totalCount } programme(code: "VRD3") { code } }`
    expect(await data(counts, { on: '2024-06-01' })).toEqual({
      allocations: { totalCount: 3, sum: { amount: '15111018.00' } },
      projects: { totalCount: 0 },
      programme: null,
    })
    // Half-open: the first day after the year is no longer in it.
    expect(await data(counts, { on: '2026-01-01' })).toMatchObject({ projects: { totalCount: 0 } })
    expect(await data(counts, { on: '2025-12-31' })).toMatchObject({ projects: { totalCount: 10 } })
    expect(await data(counts, { on: '2025-06-01' })).toMatchObject({
      allocations: { totalCount: 26, sum: { amount: '33000000.00' } },
      projects: { totalCount: 10 },
    })
  })

  test('known at a version or instant, the graph is what the service knew', async () => {
    const name = `{ graphVersion buildingBlock(code: "magda") { name(language: NL) } search(text: "Zilverpoort") { totalCount } }`
    const before = await write('select 1')
    const after = await write(`update node set name_nl = 'Zilverpoort' where code = 'magda'`)
    expect(Number(after.version)).toBe(Number(before.version) + 1)
    const then = { graphVersion: before.version, buildingBlock: { name: 'MAGDA' }, search: { totalCount: 0 } }
    const now = {
      graphVersion: after.version,
      buildingBlock: { name: 'Zilverpoort' },
      search: { totalCount: 1 },
    }
    expect(await data(name)).toEqual(now)
    expect(await data(name, { knownAt: before.version })).toEqual(then)
    expect(await data(name, { knownAt: Number(before.version) })).toEqual(then)
    expect(await data(name, { knownAt: after.version })).toEqual(now)
    const instant = new Date(after.at.getTime() - 1).toISOString()
    expect(await data(name, { knownAt: instant })).toEqual(then)
    expect(await data(name, { knownAt: new Date(after.at.getTime() + 1).toISOString() })).toEqual(now)
    expect(await data(name, { knownAt: '2001-01-01T00:00:00Z' })).toMatchObject({
      graphVersion: '0',
      buildingBlock: null,
    })
  })

  test('all three at once, and as parameters of a GET', async () => {
    const query = '{ portfolio(code: "VRD3-2025") { advice { date } } }'
    const answer = { portfolio: { advice: [{ date: '2025-02-13' }] } }
    const clocks = { on: '2025-06-01', decidedBy: '2025-02-20', knownAt: '1' }
    expect((await ask(query, clocks)).body).toEqual({ data: answer, extensions: { graphVersion: '1' } })
    expect((await service.get({ query, ...clocks })).body).toEqual({
      data: answer,
      extensions: { graphVersion: '1' },
    })
    const extensions = JSON.stringify({ asOf: { decidedBy: '2025-02-12' } })
    expect((await service.get({ query, extensions })).body.data).toEqual({ portfolio: { advice: [] } })
  })

  test.each([
    [{ on: '2025-02-30' }, 'extensions.asOf.on', '"2025-02-30" is not a day such as "2025-02-12"'],
    [{ decidedBy: 7 }, 'extensions.asOf.decidedBy', '7 is not a day such as "2025-02-12"'],
    [{ knownAt: '999999' }, 'extensions.asOf.knownAt', 'there is no version 999999 yet'],
    [{ knownAt: -1 }, 'extensions.asOf.knownAt', '-1 is not a graph version such as "12", or an instant'],
    [{ knownAt: '2025-02-12' }, 'extensions.asOf.knownAt', '"2025-02-12" is not a graph version'],
    [{ knownAt: '2025-13-12T00:00:00Z' }, 'extensions.asOf.knownAt', 'is not a graph version'],
    [{ known: '1' }, 'extensions.asOf.known', 'is not a clock: there are on, decidedBy, knownAt'],
  ])('a clock that is not set right refuses the request: %j', async (asOf, argument, message) => {
    const { status, body } = await ask('{ graphVersion }', asOf)
    expect(status).toBe(400)
    expect(body.errors).toEqual([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT', argument } },
    ])
    expect(body.errors?.[0]?.message.startsWith(`${argument}: `)).toBe(true)
  })

  test('the past is not followed by a plan that was made for the present', async () => {
    const one = '{ buildingBlocks { totalCount } }'
    const present = await data(one)
    for (let i = 0; i < 8; i++) {
      expect(await data(one, { knownAt: 0 })).toEqual({ buildingBlocks: { totalCount: 0 } })
      expect(await data(one)).toEqual(present)
    }
  })
})
