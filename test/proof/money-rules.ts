import type { Write } from '../../src/writing/write.js'
import { correctNode } from '../../src/writing/correct-node.service.js'
import { allocate, moveMoney, withdrawAllocations } from '../../src/writing/money.service.js'
import { publish } from '../../src/writing/publish.service.js'
import { euro } from './purse.js'

/** One write of a scene; names stand for the allocations and appropriations of the scene. */
export interface Act {
  readonly mutation: string
  readonly work: (write: Write, input: never) => Promise<unknown>
  /** @param name makes the reference or code of a name in this scene. */
  readonly input: (name: (of: string) => string) => object
}

/** A money rule, and three writers who together could break it. */
export interface MoneyRule {
  readonly rule: string
  /** Appropriations by name, in whole euro. */
  readonly appropriations: Readonly<Record<string, number>>
  /** Allocations by name: `a1` is charged to `A`; a name with `d` is a draft. */
  readonly allocations: Readonly<Record<string, number>>
  readonly acts: readonly [Act, Act, Act]
  /** Where its interleavings take long. */
  readonly isLong?: true
}

export const MONEY_RULES: readonly MoneyRule[] = [
  {
    rule: 'what is allocated stays under the ceiling',
    appropriations: { A: 100 },
    allocations: {},
    acts: [allocates('a7', 60), allocates('a8', 50), allocates('a9', 40)],
  },
  {
    rule: 'what is moved in from another appropriation stays under the ceiling',
    appropriations: { A: 100, B: 100 },
    allocations: { a1: 50, a2: 50, b1: 60, b2: 20 },
    acts: [moves('a1', 'b1', 15), moves('a2', 'b2', 15), allocates('b9', 10)],
  },
  {
    rule: 'an appropriation is not lowered under what is being allocated',
    appropriations: { A: 100 },
    allocations: { a1: 50 },
    acts: [corrects('A', 70), allocates('a8', 30), allocates('a9', 20)],
  },
  {
    rule: 'drafts are published under one ceiling',
    appropriations: { A: 100 },
    allocations: { a1: 50, ad1: 30, ad2: 40 },
    acts: [publishes('ad1'), publishes('ad2'), withdraws('a1')],
    isLong: true,
  },
  {
    rule: 'an allocation is withdrawn once',
    appropriations: { A: 100 },
    allocations: { a1: 50 },
    acts: [withdraws('a1'), withdraws('a1'), allocates('a9', 80)],
  },
  {
    rule: 'nothing moves from or to an allocation that is being withdrawn',
    appropriations: { A: 100 },
    allocations: { a1: 50, a2: 20 },
    acts: [withdraws('a1'), moves('a1', 'a2', 10), moves('a2', 'a1', 5)],
  },
  {
    rule: 'of those who saw the same version one is done',
    appropriations: { A: 100 },
    allocations: { a1: 50 },
    acts: [corrects('a1', 30), corrects('a1', 40), corrects('a1', 45)],
  },
  {
    rule: 'money moves both ways between full appropriations',
    appropriations: { A: 100, B: 100 },
    allocations: { a1: 50, a2: 40, b1: 40, b2: 50 },
    acts: [moves('a1', 'b1', 10), moves('b2', 'a2', 20), allocates('a9', 10)],
    isLong: true,
  },
]

function allocates(code: string, amount: number): Act {
  return {
    mutation: 'allocate',
    work: allocate,
    input: (name) => ({ allocations: [newAllocation(code, amount, name)] }),
  }
}

/** @param code whose first letter is that of its appropriation */
export function newAllocation(code: string, amount: number, name: (of: string) => string): object {
  return {
    code: name(code),
    name: { nl: code },
    appropriation: `appropriation:${name(code.charAt(0).toUpperCase())}`,
    entity: `entity:${name('receiver')}`,
    amount: euro(amount),
    allocationKind: 'INVESTMENT',
  }
}

function moves(from: string, to: string, amount: number): Act {
  return {
    mutation: 'moveMoney',
    work: moveMoney,
    input: (name) => ({
      from: `allocation:${name(from)}`,
      to: `allocation:${name(to)}`,
      amount: euro(amount),
    }),
  }
}

function withdraws(code: string): Act {
  return {
    mutation: 'withdrawAllocations',
    work: withdrawAllocations,
    input: (name) => ({ allocations: [`allocation:${name(code)}`] }),
  }
}

function publishes(code: string): Act {
  return {
    mutation: 'publish',
    work: publish,
    input: (name) => ({ subjects: [`allocation:${name(code)}`] }),
  }
}

function corrects(of: string, amount: number): Act {
  const [kind, details] = /^[A-Z]/.test(of)
    ? ['appropriation', 'appropriation']
    : ['allocation', 'allocation']
  return {
    mutation: 'correctNode',
    work: correctNode,
    input: (name) => ({
      node: `${kind}:${name(of)}`,
      change: { details: { [details]: { amount: euro(amount) } } },
    }),
  }
}
