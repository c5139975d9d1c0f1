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
  const warnings = now.flatMap((track) => {
    const earlier = before.find(({ programmeIds }) =>
      programmeIds.some((id) => track.programmeIds.includes(id)),
    )
    return warningsOf(fiscalYear, statesOf(track, facts, on), earlier ? statesOf(earlier, facts, on) : [])
  })
  return { fiscalYear, on, steps: now.flatMap((track) => statesOf(track, facts, on)), warnings }
}

/** The steps of one portfolio as they stand on a day. */
export async function stepsOfPortfolio(
  batches: Loads,
  { id, fiscalYear }: { readonly id: string; readonly fiscalYear: number },
  on: string,
): Promise<readonly CycleStepRecord[]> {
  const tracks = tracksOf(fiscalYear, await batches.load(recordsOfYears, fiscalYear))
  const own = tracks.filter(({ portfolioId }) => portfolioId === id)
  const facts = await factsIn(own, batches)
  return own.flatMap((track) => statesOf(track, facts, on))
}

type Facts = ReadonlyMap<string, readonly StepFact[]>

function statesOf(track: Track, facts: Facts, on: string): CycleStepRecord[] {
  const { portfolioId, programmeIds } = track
  const states = stepsOf(track, factsOf(track, facts), track.milestones, on, usualBodies(track, facts))
  return states.map((state) => ({ ...state, portfolioId, programmeIds }))
}

/** What happened to all portfolios and milestones of the tracks, by id. */
async function factsIn(tracks: readonly Track[], batches: Loads): Promise<Facts> {
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
function usualBodies({ before }: Track, facts: Facts): ReadonlyMap<CycleStepCode, string> {
  const earlier = before ? (facts.get(before.id) ?? []) : []
  return new Map(earlier.flatMap(({ step, bodyId }) => (bodyId === null ? [] : [[step, bodyId] as const])))
}
