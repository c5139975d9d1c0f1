import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { list, OFFICE, WritingGraph } from './writing-graph.js'

let graph: WritingGraph
beforeAll(async () => {
  graph = await WritingGraph.start()
  const made = await graph.write(OFFICE, 'createNodes', {
    nodes: [
      { kind: 'PORTFOLIO', code: 'GELD-2030', name: { nl: 'Geld' }, details: { portfolio: { fiscalYear: 2030, portfolioKind: 'OPERATING' } } },
      ...['een', 'twee'].map((code) => ({ kind: 'APPROPRIATION', code, name: { nl: code }, details: { appropriation: { portfolio: 'portfolio:GELD-2030', fiscalYear: 2030, amount: '100' } } })),
    ],
  }) // prettier-ignore
  expect(made).toMatchObject({ errors: [] })
})
afterAll(() => graph.stop())

const SELECTION =
  'allocations { code status fiscalYear amount { amount } portfolio { code } appropriation { allocated { amount } } }'

function allocation(code: string, amount: string, appropriation = 'een'): object {
  return {
    code,
    name: { nl: code },
    appropriation: `appropriation:${appropriation}`,
    entity: 'entity:v-ict-or',
    amount,
    allocationKind: 'OPERATING',
  }
}
const allocate = (...allocations: object[]) => graph.write(OFFICE, 'allocate', { allocations }, SELECTION)
async function change(mutation: string, input: object) {
  return graph.write(OFFICE, mutation, { expectedVersion: await graph.version(), ...input }, SELECTION)
}
const move = (from: string, to: string, amount: string) =>
  change('moveMoney', { from: `allocation:${from}`, to: `allocation:${to}`, amount })
const withdraw = (...codes: string[]) =>
  change('withdrawAllocations', { allocations: codes.map((code) => `allocation:${code}`) })

function refused(code: string, message: string, ...path: string[]): object {
  return {
    graphVersion: null,
    errors: [{ code, message: expect.stringContaining(message), path: ['input', ...path] }],
    allocations: [],
  }
}

describe('allocate', () => {
  test('takes portfolio and year from the appropriation, to the cent', async () => {
    expect(await allocate(allocation('a', '60'), allocation('b', '39.99'))).toMatchObject({
      errors: [],
      allocations: [
        { code: 'a', status: 'PROPOSED', fiscalYear: 2030, amount: { amount: '60.00' }, portfolio: { code: 'GELD-2030' } },
        { code: 'b', amount: { amount: '39.99' }, appropriation: { allocated: { amount: '99.99' } } },
      ],
    }) // prettier-ignore
  })

  test('never exceeds it, and does all or nothing', async () => {
    expect(await allocate(allocation('c', '0.01'), allocation('d', '0.01'))).toMatchObject(
      refused('CONSTRAINT_VIOLATED', 'exceed', 'allocations'),
    )
    expect(await allocate(allocation('c', '0.02'))).toMatchObject(
      refused('CONSTRAINT_VIOLATED', 'exceed', 'allocations', '0', 'amount'),
    )
    expect(await allocate(allocation('c', '0.01'))).toMatchObject({ errors: [] })
  })

  test('needs a receiver, an amount, and what there is', async () => {
    const told = await allocate({
      ...allocation('e', '-1'),
      entity: null,
      appropriation: 'appropriation:drie',
    })
    expect(
      list(told.errors)
        .map(({ code, path }) => `${code} ${list(path).join('.')}`)
        .sort(),
    ).toEqual([
      'BAD_USER_INPUT input.allocations.0.amount',
      'CONSTRAINT_VIOLATED input.allocations.0.project',
      'NOT_FOUND input.allocations.0.appropriation',
    ])
  })
})

describe('moveMoney', () => {
  test('keeps the sum, also of a full appropriation, and to another one as far as it goes', async () => {
    expect(await move('a', 'b', '0.01')).toMatchObject({
      errors: [],
      allocations: [
        { code: 'a', amount: { amount: '59.99' }, appropriation: { allocated: { amount: '100.00' } } },
        { code: 'b', amount: { amount: '40.00' } },
      ],
    })
    expect(await allocate(allocation('z', '99', 'twee'))).toMatchObject({ errors: [] })
    expect(await move('a', 'z', '1.01')).toMatchObject(refused('CONSTRAINT_VIOLATED', 'exceed', 'to'))
    expect(await move('a', 'z', '1')).toMatchObject({
      errors: [],
      allocations: [
        { amount: { amount: '58.99' }, appropriation: { allocated: { amount: '99.00' } } },
        { amount: { amount: '100.00' }, appropriation: { allocated: { amount: '100.00' } } },
      ],
    })
  })

  test('gives no more than there is, nothing, less than nothing, or to itself', async () => {
    await expect(move('a', 'b', '58.999')).rejects.toThrow('is not a decimal string')
    expect(await move('a', 'b', '59.00')).toMatchObject(
      refused('CONSTRAINT_VIOLATED', 'only 58.99', 'amount'),
    )
    for (const amount of ['0', '-1'])
      expect(await move('a', 'b', amount)).toMatchObject(
        refused('BAD_USER_INPUT', 'greater than zero', 'amount'),
      )
    expect(await move('a', 'a', '1')).toMatchObject(refused('BAD_USER_INPUT', 'the same', 'to'))
    expect(
      await change('moveMoney', { from: 'entity:v-ict-or', to: 'allocation:a', amount: '1' }),
    ).toMatchObject(refused('BAD_USER_INPUT', 'kind allocation', 'from'))
  })
})

describe('withdrawAllocations', () => {
  test('gives the money back and leaves the allocation, once', async () => {
    expect(await withdraw('b', 'c')).toMatchObject({
      errors: [],
      allocations: [
        {
          status: 'WITHDRAWN',
          amount: { amount: '40.00' },
          appropriation: { allocated: { amount: '58.99' } },
        },
        { status: 'WITHDRAWN' },
      ],
    })
    expect(await withdraw('a', 'b')).toMatchObject(
      refused('INVALID_TRANSITION', 'no step', 'allocations', '1'),
    )
    expect(await withdraw('a', 'a')).toMatchObject(refused('BAD_USER_INPUT', 'twice', 'allocations', '1'))
    expect(await move('a', 'b', '1')).toMatchObject(refused('INVALID_TRANSITION', 'withdrawn', 'to'))
  })
})

describe('correctNode', () => {
  async function correct(node: string, details: object) {
    return graph.write(OFFICE, 'correctNode', {
      expectedVersion: await graph.version(),
      node,
      change: { details },
    })
  }

  test('grants with a decision only, and takes back no step', async () => {
    const status = (to: string, more = {}) => correct('allocation:a', { allocation: { status: to, ...more } })
    expect(await status('GRANTED')).toMatchObject({ errors: [{ code: 'CONSTRAINT_VIOLATED', path: ['input', 'change', 'details', 'allocation', 'decision'] }] }) // prettier-ignore
    const decision = 'decision:vr-2021-0204-doc-0330-1bis'
    expect(await status('GRANTED', { decision })).toMatchObject({ errors: [] })
    expect(await correct('allocation:a', { allocation: { decision: null } })).toMatchObject({
      errors: [{ code: 'CONSTRAINT_VIOLATED' }],
    })
    expect(await status('PROPOSED')).toMatchObject({ errors: [{ code: 'INVALID_TRANSITION' }] })
  })

  test('lowers no appropriation below what it has given, and moves an allocation with its portfolio and year', async () => {
    expect(await correct('appropriation:een', { appropriation: { amount: '58.98' } })).toMatchObject({ errors: [{ code: 'CONSTRAINT_VIOLATED' }] }) // prettier-ignore
    expect(await correct('appropriation:een', { appropriation: { amount: '58.99' } })).toMatchObject({
      errors: [],
    })
    expect(await correct('allocation:a', { allocation: { appropriation: 'appropriation:twee' } })).toMatchObject({ errors: [{ code: 'CONSTRAINT_VIOLATED', path: ['input', 'change', 'details', 'allocation', 'amount'] }] }) // prettier-ignore
  })
})

describe('a receipt', () => {
  test('sent again answers as before, also by a receipt from before main lines were told of', async () => {
    const input = {
      idempotencyKey: 'first-time',
      reason: 'a test',
      allocations: [allocation('again', '0')],
    }
    const first = await graph.write(OFFICE, 'allocate', input, SELECTION)
    expect(first).toMatchObject({ errors: [], allocations: [{ code: 'again' }] })
    await graph.dataSource.query(
      `insert into write_receipt (caller, key, mutation, fingerprint, version, answer)
       select caller, 'before', mutation, fingerprint, version, answer -> 'allocations' from write_receipt where key = 'first-time'`,
    )
    expect(await graph.write(OFFICE, 'allocate', input, SELECTION)).toEqual(first)
    const before = { ...input, idempotencyKey: 'before' }
    expect(await graph.write(OFFICE, 'allocate', before, SELECTION)).toEqual(first)
  })
})
