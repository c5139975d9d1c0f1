import { encodeGlobalId } from '../kernel/global-id.js'
import { kindTypeName, type NodeKind } from '../kernel/node-kind.js'
import { formatReference } from '../kernel/reference.js'
import { CitationRow } from '../graph/citation.table.js'
import { AdviceRow } from '../governance/advice.table.js'
import { DecisionRow } from '../governance/decision.table.js'
import { EvaluationRow } from '../governance/evaluation.table.js'
import { MeetingRow } from '../governance/meeting.table.js'
import type { CycleStepCode } from '../governance/cycle.js'
import type { Row, RowClass } from '../exchange/seed-row.js'
import { createNodes } from './create-nodes.service.js'
import type { NodeDetailsInput } from './node.input.js'
import { addCitations } from './node-rows.js'
import { resolveCitations } from './resolve-nodes.js'
import type { StepEvidenceInput } from './step.input.js'
import type { StepBody } from './step.reads.js'
import * as stepTold from './step-told.js'
import type { SubjectRecord } from './subject.reads.js'
import { SubjectRows } from './subject-rows.js'
import * as told from './told.js'
import { refused } from './user-error.js'
import type { Write } from './write.js'

const AT = ['evidence']

/** What is asked of the evidence of a step. */
export interface EvidenceAsked {
  readonly step: CycleStepCode
  readonly leaves: readonly NodeKind[]
  /** Ids of nodes that are asked for or expected, and show the step once they are settled. */
  readonly waiting: readonly { readonly kind: NodeKind; readonly id: string }[]
  /** The bodies whose step it is, as far as the graph tells: all of them must be the one that takes it. */
  readonly bodies: readonly StepBody[]
  /** The year that an evaluation is for; null where the step leaves none. */
  readonly fiscalYear: number | null
}

/** The node that shows a step: found or made, and settled. @throws RefusedWrite */
export async function settleEvidence(
  write: Write,
  input: StepEvidenceInput,
  asked: EvidenceAsked,
): Promise<Pick<SubjectRecord, 'kind' | 'id' | 'code'>> {
  if (input.node != null && input.code != null)
    throw refused('BAD_USER_INPUT', [...AT, 'code'], stepTold.nodeOrCode)
  if (
    asked.leaves[0] !== 'DECISION' &&
    (input.documentNumbers?.length ?? 0) > (asked.leaves[0] === 'ADVICE' ? 1 : 0)
  )
    throw refused('BAD_USER_INPUT', [...AT, 'documentNumbers'], stepTold.tooManyNumbers)
  if (input.code != null) return createEvidence(write, input, asked)
  const subject = await findEvidence(write, input, asked)
  write.allow('CORRECT', [subject], AT)
  const rows = await SubjectRows.ofNodes(write, subject.kind, [subject.id])
  const [table, columns] = settled(subject.kind, input, asked)
  const before = rows.row(table, subject.id)
  demandBody(before['bodyId'] as string | null, asked.bodies)
  if (isSettled(subject.kind, before)) {
    if (String(before['date']) !== input.date || !isInFavour(subject.kind, before))
      throw refused('INVALID_TRANSITION', [...AT, 'node'], stepTold.alreadyTaken(subject.code))
    return subject
  }
  rows.patch(table, subject.id, columns)
  await cite(write, rows, subject, input)
  await rows.save()
  return subject
}

/** What is cited now comes after what the node cites already. */
async function cite(
  write: Write,
  rows: SubjectRows,
  { id }: SubjectRecord,
  { citations }: StepEvidenceInput,
): Promise<void> {
  const [places = []] = await resolveCitations(write, [{ citations, path: [...AT, 'citations'] }])
  write.refusals.throwIfAny()
  const own = [...rows.wanted.rows(CitationRow).values()]
    .map(({ row }) => row)
    .filter((row) => row['nodeId'] === id && row['columnName'] === null)
    .sort((a, b) => Number(a['position']) - Number(b['position']))
  const known = own.map((row) => ({ documentId: String(row['documentId']), locator: String(row['locator']) }))
  const added = places.filter(
    (place) => !known.some((one) => one.documentId === place.documentId && one.locator === place.locator),
  )
  rows.drop(CitationRow, ({ row }) => own.includes(row))
  addCitations(rows.wanted, id, { nodeId: id }, [id], [...known, ...added])
}

async function findEvidence(
  write: Write,
  { node }: StepEvidenceInput,
  { leaves, waiting }: EvidenceAsked,
): Promise<SubjectRecord> {
  if (node != null) return write.demand({ text: node, path: [...AT, 'node'], kinds: leaves })
  const found = await write.find(
    waiting.map(({ kind, id }) => ({
      text: encodeGlobalId(kindTypeName(kind), id),
      path: AT,
      kinds: leaves,
    })),
  )
  write.refusals.throwIfAny()
  const [first, ...more] = found.filter((one) => one !== undefined)
  if (!first) throw refused('BAD_USER_INPUT', AT, stepTold.noEvidence)
  if (more.length > 0)
    throw refused('BAD_USER_INPUT', AT, stepTold.severalWaiting([first, ...more].map(formatReference)))
  return first
}

async function createEvidence(
  write: Write,
  input: StepEvidenceInput,
  asked: EvidenceAsked,
): Promise<Pick<SubjectRecord, 'kind' | 'id' | 'code'>> {
  const [kind] = asked.leaves
  const { code, name, body, citations } = input
  if (!kind || code == null) throw new Error('a step that leaves nothing behind')
  if (!name) throw refused('BAD_USER_INPUT', [...AT, 'name'], told.needed('name'))
  if (body == null) throw refused('BAD_USER_INPUT', [...AT, 'body'], told.needed('body'))
  const subject = await write.demand({ text: body, path: [...AT, 'body'], kinds: ['GOVERNANCE_BODY'] })
  demandBody(subject.id, asked.bodies)
  const { nodes } = await createNodes(
    write,
    { nodes: [{ kind, code, name, citations, details: detailsOf(kind, input, asked) }] },
    { at: AT },
  )
  const [node] = nodes
  if (!node) throw new Error('a node that was not made')
  return { ...node, code }
}

function demandBody(found: string | null, bodies: readonly StepBody[]): void {
  for (const { id, code } of bodies)
    if (found !== null && found !== id)
      throw refused('INVALID_TRANSITION', [...AT, 'body'], stepTold.otherBody(code))
}

function detailsOf(kind: NodeKind, input: StepEvidenceInput, asked: EvidenceAsked): NodeDetailsInput {
  const [, columns] = settled(kind, input, asked)
  const details = { ...columns, body: input.body }
  if (kind === 'MEETING') return { meeting: details }
  if (kind === 'DECISION') return { decision: details }
  if (kind === 'ADVICE')
    return { advice: { ...details, form: asked.step === 'BUDGET_AGREEMENT' ? 'AGREEMENT' : 'ADVICE' } }
  return { evaluation: details }
}

/** The columns of a node that has happened, in the table of its kind. */
function settled(
  kind: NodeKind,
  { date, documentNumbers, favourable }: StepEvidenceInput,
  { fiscalYear }: EvidenceAsked,
): readonly [RowClass, Row] {
  const isFor = favourable ?? true
  const numbers = documentNumbers ?? undefined
  if (kind === 'MEETING') return [MeetingRow, { date }]
  if (kind === 'DECISION')
    return [DecisionRow, { date, status: 'TAKEN', ...(numbers && { documentNumbers: numbers }) }]
  if (kind === 'ADVICE')
    return [
      AdviceRow,
      {
        date,
        verdict: isFor ? 'FAVOURABLE' : 'UNFAVOURABLE',
        ...(numbers && { documentNumber: numbers[0] ?? null }),
      },
    ]
  return [EvaluationRow, { date, fiscalYear, outcome: isFor ? 'POSITIVE' : 'NEGATIVE' }]
}

function isSettled(kind: NodeKind, row: Row): boolean {
  if (kind === 'MEETING') return row['date'] !== null
  if (kind === 'DECISION') return row['status'] === 'TAKEN'
  if (kind === 'ADVICE') return row['verdict'] !== 'REQUESTED'
  return row['outcome'] !== null && row['outcome'] !== 'EXPECTED'
}

function isInFavour(kind: NodeKind, row: Row): boolean {
  return kind === 'ADVICE' ? row['verdict'] === 'FAVOURABLE' : row['outcome'] !== 'NEGATIVE'
}
