import { formatReference } from '../kernel/reference.js'
import { NeedRow } from '../catalogue/need.table.js'
import type { NeedOutcome } from '../catalogue/need.type.js'
import { rowChanges } from '../exchange/row-changes.js'
import { RowSet } from '../exchange/row-set.js'
import type { Row } from '../exchange/seed-row.js'
import { writeChanges } from '../exchange/write-changes.js'
import type { NeedStep, SettleNeedInput } from './need.input.js'
import { answersStanding, daysOf, evidenceStanding, outcomeOf } from './need.store.js'
import { insertDrafts } from './node-standing.store.js'
import type { NewRelationInput } from './parts.input.js'
import { addRelations } from './relation-rows.js'
import { textColumns } from './resolve-nodes.js'
import type { SubjectRecord } from './subject.reads.js'
import { SubjectRows } from './subject-rows.js'
import * as told from './told.js'
import { refused } from './user-error.js'
import type { Write } from './write.js'

/** What a need may come to from where it stands; what was merged or refused is opened again by a correction first. */
const STEPS: Readonly<Record<NeedOutcome, readonly NeedStep[]>> = {
  OPEN: ['ANSWERED', 'MERGED', 'DEFERRED', 'REFUSED'],
  DEFERRED: ['ANSWERED', 'MERGED', 'DEFERRED', 'REFUSED'],
  ANSWERED: ['ANSWERED'],
  MERGED: [],
  REFUSED: [],
}

/** Which field says what an outcome is about; all but the time of a deferral are needed. */
const FIELDS = { answers: 'ANSWERED', into: 'MERGED', until: 'DEFERRED' } as const

/** What a need comes to, with the day and the reason, and what it was settled by. @returns the need */
export async function settleNeed(write: Write, input: SettleNeedInput): Promise<SubjectRecord> {
  const { outcome, until, because, expectedVersion } = input
  const need = await write.demand({ text: input.need, path: ['need'], kinds: ['NEED'] })
  write.allow('SETTLE_NEED', [need], ['need'])
  checkFields(write, input)
  const named = await findNamed(write, input)
  await write.claim([need.id], expectedVersion)

  const day = await dayOf(write, input, named.evidence)
  const standing = await answersStanding(write.manager, need.id, day)
  const before = await outcomeOf(write.manager, need.id)
  // An answer that has ended leaves the need open again.
  const from = before === 'ANSWERED' && standing.length === 0 ? 'OPEN' : before
  if (!STEPS[from].includes(outcome))
    throw refused('INVALID_TRANSITION', ['outcome'], told.needIsSettled(from, outcome))

  const answers = named.answers.filter(({ id }) => {
    const same = standing.find(({ sourceId }) => sourceId === id)
    if (same?.draft && !need.draft) write.refusals.add('INVALID_TRANSITION', ['answers'], told.draftedAnswer)
    return !same
  })
  const known = await evidenceStanding(write.manager, need.id)
  await relate(write, need, [
    ...answers.map((source) => relation('ANSWERS', source, need, day)),
    ...named.evidence
      .filter(({ id }) => !known.has(id))
      .map((target) =>
        relation(target.kind === 'DECISION' ? 'DECIDED_BY' : 'VALIDATED_BY', need, target, day),
      ),
  ])
  const rows = await SubjectRows.ofNodes(write, 'NEED', [need.id])
  // A deferral stays where it stands when something comes of the need: on the days between, it was deferred.
  const columns: Row =
    outcome === 'DEFERRED'
      ? {
          deferredOn: day,
          deferredUntil: until?.date ?? null,
          deferredUntilPrecision: until?.precision ?? null,
          ...textColumns('deferral', because),
        }
      : {
          settlement: outcome === 'ANSWERED' ? null : outcome,
          mergedIntoId: named.into?.id ?? null,
          settledOn: day,
          ...textColumns('because', because),
        }
  rows.patch(NeedRow, need.id, columns)
  await rows.save()
  return need
}

function checkFields(write: Write, input: SettleNeedInput): void {
  for (const [field, outcome] of Object.entries(FIELDS) as [keyof typeof FIELDS, NeedStep][]) {
    const isGiven = input[field] != null
    if (isGiven && outcome !== input.outcome)
      write.refusals.add('BAD_USER_INPUT', [field], told.onlyWhere(field, outcome))
    if (!isGiven && outcome === input.outcome && field !== 'until')
      write.refusals.add('BAD_USER_INPUT', [field], told.needed(field))
  }
  write.refusals.throwIfAny()
}

interface Named {
  readonly answers: readonly SubjectRecord[]
  readonly into: SubjectRecord | undefined
  readonly evidence: readonly SubjectRecord[]
}

async function findNamed(
  write: Write,
  { answers, into, decision, meeting }: SettleNeedInput,
): Promise<Named> {
  const asked = (text: string | null | undefined) => (text == null ? [] : [text])
  const found = await write.find([
    ...(answers ?? []).map((text, at) => ({ text, path: ['answers', at], kinds: ANSWERING })),
    ...asked(into).map((text) => ({ text, path: ['into'], kinds: ['NEED'] as const })),
    ...asked(decision).map((text) => ({ text, path: ['decision'], kinds: ['DECISION'] as const })),
    ...asked(meeting).map((text) => ({ text, path: ['meeting'], kinds: ['MEETING'] as const })),
  ])
  const count = answers?.length ?? 0
  const answering = found.slice(0, count)
  for (const [at, one] of answering.entries())
    if (one && answering.findIndex((other) => other?.id === one.id) < at)
      write.refusals.add('BAD_USER_INPUT', ['answers', at], told.repeated(formatReference(one)))
  write.refusals.throwIfAny()
  const all = found.filter((subject) => subject !== undefined)
  const rest = all.slice(count)
  return {
    answers: all.slice(0, count),
    into: into == null ? undefined : rest[0],
    evidence: rest.filter(({ kind }) => kind !== 'NEED'),
  }
}

const ANSWERING = ['PROJECT', 'WORKSTREAM', 'DELIVERABLE', 'BUILDING_BLOCK', 'PILLAR'] as const

/** The decision speaks before the meeting. @throws RefusedWrite where no day is told or known */
async function dayOf(
  write: Write,
  { on }: SettleNeedInput,
  evidence: readonly SubjectRecord[],
): Promise<string> {
  if (on != null) return on
  const days = await daysOf(
    write.manager,
    evidence.map(({ id }) => id),
  )
  const day = evidence.map(({ id }) => days.get(id)).find((known) => known !== undefined)
  if (day === undefined) throw refused('BAD_USER_INPUT', ['on'], told.needed('on'))
  return day
}

function relation(
  kind: NewRelationInput['kind'],
  source: SubjectRecord,
  target: SubjectRecord,
  day: string,
): NewRelationInput {
  const ends = { source: formatReference(source), target: formatReference(target) }
  return { kind, ...ends, validity: { from: { date: day, precision: 'DAY' } } }
}

async function relate(
  write: Write,
  need: SubjectRecord,
  relations: readonly NewRelationInput[],
): Promise<void> {
  const rows = new RowSet(write.tables)
  const added = await addRelations(write, rows, relations, [], need.draft, true)
  write.refusals.throwIfAny()
  if (need.draft)
    await insertDrafts(
      write.manager,
      added.map(({ id }) => ({ id, owner: need.draftOwner })),
    )
  await writeChanges(write.manager, rowChanges(write.tables, new RowSet(write.tables), rows))
}
