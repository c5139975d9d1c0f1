import { encodeGlobalId } from '../kernel/global-id.js'
import { kindTypeName } from '../kernel/node-kind.js'
import { stageOn, type StepFact } from '../governance/cycle-state.js'
import { type Transition, TRANSITIONS, transitionOf } from '../governance/cycle.js'
import { factsOfPortfolios } from '../programme/portfolio-facts.reads.js'
import { AllocationRow } from '../funding/allocation.table.js'
import { rowChanges } from '../exchange/row-changes.js'
import { RowSet } from '../exchange/row-set.js'
import { writeChanges } from '../exchange/write-changes.js'
import { addRelations } from './relation-rows.js'
import { addRemark } from './remarks.service.js'
import { checkConditions } from './step-conditions.js'
import { settleEvidence } from './step-evidence.js'
import * as stepTold from './step-told.js'
import type { TakeStepInput } from './step.input.js'
import {
  bodiesOfStep,
  loadsOf,
  otherPortfolios,
  type PortfolioFacts,
  portfolioFacts,
  proposedIn,
  standingTies,
} from './step.reads.js'
import { decideApart } from './separate-decision.service.js'
import type { SubjectRecord } from './subject.reads.js'
import { SubjectRows } from './subject-rows.js'
import * as told from './told.js'
import { refused } from './user-error.js'
import type { Write } from './write.js'

export interface StepTaken {
  readonly subjects: readonly Pick<SubjectRecord, 'kind' | 'id'>[]
  readonly evidence: Pick<SubjectRecord, 'kind' | 'id'>
}

/** A portfolio about to take a step. */
interface Mover extends PortfolioFacts {
  readonly subject: SubjectRecord
  readonly transition: Transition
  readonly facts: readonly StepFact[]
}

/** Takes a step with portfolios, all or none: see the transition table in `governance/cycle.ts`. */
export async function takeStep(write: Write, input: TakeStepInput): Promise<StepTaken> {
  if (input.step === 'SEPARATE_DECISION') return decideApart(write, input)
  const movers = await demandMovers(write, input)
  const [first] = movers
  if (!first) throw new Error('a step of nothing')
  const ids = movers.map(({ id }) => id)
  await checkConditions(write, movers)

  const evidence = await settleEvidence(write, input.evidence, {
    step: input.step,
    leaves: first.transition.leaves,
    waiting: waitingOf(movers, input),
    bodies: await bodiesOfStep(write.manager, movers, [input.step], input.evidence.date),
    fiscalYear: evaluatedYear(first),
  })
  await tie(write, movers, evidence, input)
  if (input.step === 'RATIFICATION') await grant(write, ids, evidence.id)
  if (input.exception) {
    const node = encodeGlobalId(kindTypeName(evidence.kind), evidence.id)
    const { idempotencyKey, reason, exception: text } = input
    await addRemark(write, { idempotencyKey, reason, node, kind: 'EXCEPTION', text })
  }
  return { subjects: movers.map(({ subject }) => subject), evidence }
}

/** The portfolios, claimed and at a stage from which the step may be taken by this caller. */
async function demandMovers(
  write: Write,
  { subjects, step, expectedVersion }: TakeStepInput,
): Promise<Mover[]> {
  const found = await write.find(
    subjects.map((text, at) => ({ text, path: ['subjects', at], kinds: ['PORTFOLIO'] })),
  )
  write.refusals.throwIfAny()
  const portfolios = found.filter((subject) => subject !== undefined)
  write.allow('TAKE_STEP', portfolios, ['subjects'])
  const ids = portfolios.map(({ id }) => id)
  await write.claim(ids, expectedVersion)
  const stored = await portfolioFacts(write.manager, ids)
  const loads = loadsOf(write.manager)
  const movers: Mover[] = []
  for (const [at, subject] of portfolios.entries()) {
    const path = ['subjects', at]
    const own = stored.get(subject.id)
    const transition = own && transitionOf(step, own.portfolioKind)
    if (ids.indexOf(subject.id) < at) write.refusals.add('BAD_USER_INPUT', path, told.repeated(subject.code))
    if (!own || !transition) {
      write.refusals.add('BAD_USER_INPUT', ['step'], stepTold.notAStep(step))
      continue
    }
    const { role } = write.caller
    if (role !== 'ADMINISTRATOR' && !transition.roles.includes(role))
      throw refused('FORBIDDEN', ['step'], stepTold.notYours(role, step, transition.roles))
    if (subject.draft) write.refusals.add('INVALID_TRANSITION', path, stepTold.publishFirst(subject.code))
    const facts = await loads.load(factsOfPortfolios, subject.id)
    const stage = stageOn(own.portfolioKind, facts, null)
    const next = TRANSITIONS.find((one) => one.money === own.portfolioKind && one.from.includes(stage))
    if (!transition.from.includes(stage))
      write.refusals.add('INVALID_TRANSITION', path, stepTold.wrongStage(subject.code, stage, step, next))
    movers.push({ ...own, subject, transition, facts })
  }
  const years = new Set(movers.map(evaluatedYear))
  if (step === 'EVALUATION' && years.size > 1)
    write.refusals.add('BAD_USER_INPUT', ['subjects'], stepTold.mixedMoney)
  write.refusals.throwIfAny()
  return movers
}

/** Operating money is judged for the next year's (article 3 of the decision that the 2025 note proposes). */
function evaluatedYear({ fiscalYear, portfolioKind }: PortfolioFacts): number {
  return portfolioKind === 'OPERATING' ? fiscalYear + 1 : fiscalYear
}

/** What all of the portfolios wait for in this step. */
function waitingOf(movers: readonly Mover[], { step }: TakeStepInput): Pick<StepFact, 'kind' | 'id'>[] {
  const [first, ...others] = movers.map(({ facts }) =>
    facts.filter((fact) => fact.step === step && !fact.opens),
  )
  return (first ?? []).filter(({ id }) => others.every((facts) => facts.some((fact) => fact.id === id)))
}

/** Ties the evidence to the portfolios, where it is not yet. */
async function tie(
  write: Write,
  movers: readonly Mover[],
  evidence: Pick<SubjectRecord, 'kind' | 'id'>,
  { evidence: { citations } }: TakeStepInput,
): Promise<void> {
  const [first] = movers
  if (!first) return
  const { kind, source } = first.transition.tie
  const ids = movers.map(({ id }) => id)
  const [other] = source === 'PORTFOLIO' ? await otherPortfolios(write.manager, evidence.id, kind, ids) : []
  if (other) throw refused('CONSTRAINT_VIOLATED', ['subjects'], stepTold.alsoDecides(other.code))
  const pairs = ids.map((id) =>
    source === 'PORTFOLIO' ? { source: id, target: evidence.id } : { source: evidence.id, target: id },
  )
  const standing = await standingTies(write.manager, kind, pairs)
  const missing = pairs.filter((pair) => !standing.has(`${pair.source} ${pair.target}`))
  const paper = encodeGlobalId(kindTypeName(evidence.kind), evidence.id)
  const portfolio = (id: string) => encodeGlobalId(kindTypeName('PORTFOLIO'), id)
  const rows = new RowSet(write.tables)
  await addRelations(
    write,
    rows,
    missing.map((pair) => ({
      kind,
      source: source === 'PORTFOLIO' ? portfolio(pair.source) : paper,
      target: source === 'PORTFOLIO' ? paper : portfolio(pair.target),
      citations,
    })),
    ['evidence'],
    false,
    source === 'PORTFOLIO',
  )
  write.refusals.throwIfAny()
  await writeChanges(write.manager, rowChanges(write.tables, new RowSet(write.tables), rows))
}

/** What was proposed is granted by the decision; subsidies wait for one of their own. */
async function grant(write: Write, portfolioIds: readonly string[], decisionId: string): Promise<void> {
  const ids = await proposedIn(write.manager, portfolioIds)
  const rows = await SubjectRows.ofNodes(write, 'ALLOCATION', ids)
  for (const id of ids) rows.patch(AllocationRow, id, { status: 'GRANTED', decisionId })
  await rows.save()
}
