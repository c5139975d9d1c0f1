import { addAmounts } from '../kernel/amount.js'
import { AllocationRow, type AllocationStatus } from '../funding/allocation.table.js'
import { adjustBy } from './adjust.service.js'
import { createNodes } from './create-nodes.service.js'
import type { AllocateInput, MoveMoneyInput, WithdrawAllocationsInput } from './money.input.js'
import type { NewNodeInput } from './node.input.js'
import { moneyTold, type MoneyTold } from './pillar-shifts.js'
import { lockAppropriations, type SubjectRecord } from './subject.reads.js'
import { SubjectRows } from './subject-rows.js'
import * as told from './told.js'
import { type InputPath, refused } from './user-error.js'
import type { Write } from './write.js'

/** Makes allocations, all or none. */
export async function allocate(write: Write, { allocations, draft }: AllocateInput): Promise<MoneyTold> {
  const entity = write.caller.entity?.id ?? null
  const subject = { kind: 'ALLOCATION', draft: draft ?? false, steward: entity } as const
  write.allow('ALLOCATE', [subject], ['allocations'])
  const { nodes } = await createNodes(
    write,
    {
      nodes: allocations.map(({ code, name, description, citations, ...allocation }): NewNodeInput => {
        return {
          kind: 'ALLOCATION',
          code,
          name,
          description,
          citations,
          details: { allocation },
        }
      }),
      draft,
    },
    { at: ['allocations'], details: [] },
  )
  return moneyTold(
    write.manager,
    nodes,
    nodes.map(({ id }, at) => [id, allocations[at]?.amount ?? '0.00']),
  )
}

/** Takes from one allocation what another one gets: both keep their place, and their sum. */
export async function moveMoney(write: Write, input: MoveMoneyInput): Promise<MoneyTold> {
  const [from, to] = await demandAllocations(write, [
    [input.from, ['from']],
    [input.to, ['to']],
  ])
  if (!from || !to) throw new Error('two allocations were asked for')
  if (from.id === to.id) throw refused('BAD_USER_INPUT', ['to'], told.sameAllocation)
  if (!isPositive(input.amount)) throw refused('BAD_USER_INPUT', ['amount'], told.notPositive)
  write.allow('MOVE_MONEY', [from, to], ['from'])
  await write.claim([from.id, to.id], input.expectedVersion)

  const rows = await SubjectRows.ofNodes(write, 'ALLOCATION', [from.id, to.id])
  for (const [subject, path] of [
    [from, 'from'],
    [to, 'to'],
  ] as const) {
    const status = statusOf(rows, subject)
    if (status === 'WITHDRAWN') throw refused('INVALID_TRANSITION', [path], told.withdrawn)
  }
  if ((statusOf(rows, from) === 'DRAFT') !== (statusOf(rows, to) === 'DRAFT'))
    throw refused('INVALID_TRANSITION', ['to'], told.draftAndNot)
  const granted = [from, to].filter((subject) => statusOf(rows, subject) === 'GRANTED')
  if (granted.length > 0) await adjustBy(write, granted, rows, input)
  const before = String(rows.row(AllocationRow, from.id)['amount'])
  const left = addAmounts([before, `-${input.amount}`])
  if (left.startsWith('-')) throw refused('CONSTRAINT_VIOLATED', ['amount'], told.notEnough(before))
  const grown = addAmounts([String(rows.row(AllocationRow, to.id)['amount']), input.amount])
  const charged = [from, to].map(({ id }) => String(rows.row(AllocationRow, id)['appropriationId']))
  await lockAppropriations(write.manager, charged)
  rows.patch(AllocationRow, from.id, { amount: left })
  rows.patch(AllocationRow, to.id, { amount: grown })
  await rows.save()
  return moneyTold(
    write.manager,
    [from, to],
    [
      [from.id, `-${input.amount}`],
      [to.id, input.amount],
    ],
  )
}

/** Allocations no longer count, and what they were stays. */
export async function withdrawAllocations(write: Write, input: WithdrawAllocationsInput): Promise<MoneyTold> {
  const subjects = await demandAllocations(
    write,
    input.allocations.map((text, at) => [text, ['allocations', at]]),
  )
  write.allow('WITHDRAW', subjects, ['allocations'])
  const ids = subjects.map(({ id }) => id)
  await write.claim(ids, input.expectedVersion)
  const rows = await SubjectRows.ofNodes(write, 'ALLOCATION', ids)
  for (const [at, subject] of subjects.entries()) {
    const path = ['allocations', at]
    const status = statusOf(rows, subject)
    if (ids.indexOf(subject.id) < at) write.refusals.add('BAD_USER_INPUT', path, told.repeated(subject.code))
    else if (status === 'WITHDRAWN')
      write.refusals.add('INVALID_TRANSITION', path, told.noStep(status, 'WITHDRAWN'))
    else rows.patch(AllocationRow, subject.id, { status: 'WITHDRAWN' })
  }
  write.refusals.throwIfAny()
  const lost = ids.map((id) => [id, `-${String(rows.row(AllocationRow, id)['amount'])}`] as const)
  await rows.save()
  return moneyTold(write.manager, subjects, lost)
}

async function demandAllocations(
  write: Write,
  asked: readonly (readonly [text: string, path: InputPath])[],
): Promise<SubjectRecord[]> {
  const found = await write.find(asked.map(([text, path]) => ({ text, path, kinds: ['ALLOCATION'] })))
  write.refusals.throwIfAny()
  return found.filter((subject) => subject !== undefined)
}

function statusOf(rows: SubjectRows, { id }: Pick<SubjectRecord, 'id'>): AllocationStatus {
  return rows.row(AllocationRow, id)['status'] as AllocationStatus
}

function isPositive(amount: string): boolean {
  return !amount.startsWith('-') && /[1-9]/.test(amount)
}
