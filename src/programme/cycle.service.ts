import type { Loads } from '../database/batches.js'
import { factsOfMilestones } from '../governance/milestone-facts.reads.js'
import { type StepFact, type StepState, stepsOf } from '../governance/cycle-state.js'
import { type CycleWarning, warningsOf } from '../governance/cycle-warnings.js'
import type { CycleStepCode } from '../governance/cycle.js'
import { factsOf, type Track, tracksOf } from './cycle-tracks.js'
import { recordsOfYears } from './cycle.reads.js'
import { adjustmentsOfPortfolios, factsOfPortfolios } from './portfolio-facts.reads.js'

export interface CycleStepRecord extends StepState {
  readonly portfolioId: string | null
  readonly programmeIds: readonly string[]
}

export interface CycleRecord {
  readonly fiscalYear: number
  readonly on: string
  readonly steps: readonly CycleStepRecord[]
  readonly warnings: readonly CycleWarning[]
}

/** A fiscal year as it stands on a day, track by track. */
export async function cycleOf(batches: Loads, fiscalYear: number, on: string): Promise<CycleRecord> {
  const record = await batches.load(recordsOfYears, fiscalYear)
  const [before, now] = [tracksOf(fiscalYear - 1, record), tracksOf(fiscalYear, record)]
  const facts = await factsIn([...before, ...now], batches)
  const states = (track: Track) =>
    stepsOf(track, factsOf(track, facts), track.milestones, on, usualBodies(track, facts))
  const steps = now.flatMap((track) =>
    states(track).map((state): CycleStepRecord => {
      return { ...state, portfolioId: track.portfolioId, programmeIds: track.programmeIds }
    }),
  )
  const warnings = now.flatMap((track) => {
    const earlier = before.find(({ programmeIds }) =>
      programmeIds.some((id) => track.programmeIds.includes(id)),
    )
    return warningsOf(fiscalYear, states(track), earlier ? states(earlier) : [])
  })
  return { fiscalYear, on, steps, warnings }
}

/** What happened to all portfolios and milestones of the tracks, by id. */
async function factsIn(
  tracks: readonly Track[],
  batches: Loads,
): Promise<ReadonlyMap<string, readonly StepFact[]>> {
  const portfolios = tracks.flatMap(({ portfolioId, before }) => [portfolioId, before?.id])
  const milestones = tracks.flatMap((track) => track.milestones.map(({ id }) => id))
  const pairs = await Promise.all([
    ...[...new Set(portfolios)]
      .filter((id) => id != null)
      .map(async (id) => {
        const [facts, adjustments] = await Promise.all([
          batches.load(factsOfPortfolios, id),
          batches.load(adjustmentsOfPortfolios, id),
        ])
        return [id, [...facts, ...adjustments]] as const
      }),
    ...[...new Set(milestones)].map(async (id) => [id, await batches.load(factsOfMilestones, id)] as const),
  ])
  return new Map(pairs)
}

/** Whose turn each step was in the year before. */
function usualBodies(
  { before }: Track,
  facts: ReadonlyMap<string, readonly StepFact[]>,
): ReadonlyMap<CycleStepCode, string> {
  const earlier = before ? (facts.get(before.id) ?? []) : []
  return new Map(earlier.flatMap(({ step, bodyId }) => (bodyId === null ? [] : [[step, bodyId] as const])))
}
