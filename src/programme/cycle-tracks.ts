import type { CycleTrack, StepFact } from '../governance/cycle-state.js'
import type { MilestoneInYear, PortfolioInYear, YearRecord } from './cycle.reads.js'

/** What goes through a year together, and what is known of it. */
export interface Track extends CycleTrack {
  readonly programmeIds: readonly string[]
  readonly milestones: readonly MilestoneInYear[]
  /** The portfolio of the same programmes of the latest year before. */
  readonly before: PortfolioInYear | null
}

/**
 * The tracks of a fiscal year: its portfolios by code, then the programmes that have none in it and of which steps of that
 * year are announced.
 */
export function tracksOf(fiscalYear: number, { portfolios, milestones }: YearRecord): Track[] {
  const announced = milestones.filter((one) => one.fiscalYear === fiscalYear || one.fiscalYear === null)
  const own = portfolios.filter((one) => one.fiscalYear === fiscalYear)
  const earlier = portfolios.filter((one) => one.fiscalYear < fiscalYear)
  const started = own.map((portfolio): Track => {
    return {
      fiscalYear,
      money: portfolio.portfolioKind,
      portfolioId: portfolio.id,
      programmeIds: portfolio.programmeIds,
      milestones: announced.filter((one) => isOf(one, portfolio, own)),
      before: earlier.find((one) => sharesProgrammes(one, portfolio.programmeIds)) ?? null,
    }
  })
  const waiting = new Map<string, MilestoneInYear[]>()
  for (const milestone of announced)
    if (milestone.programmeIds.length > 0 && !own.some((portfolio) => isOf(milestone, portfolio, own))) {
      const key = milestone.programmeIds.join()
      waiting.set(key, [...(waiting.get(key) ?? []), milestone])
    }
  const toStart = [...waiting.values()].map((those): Track => {
    const programmeIds = those[0]?.programmeIds ?? []
    const before = earlier.find((one) => sharesProgrammes(one, programmeIds)) ?? null
    return {
      fiscalYear,
      money: before?.portfolioKind ?? null,
      portfolioId: null,
      programmeIds,
      milestones: those,
      before,
    }
  })
  return [...started, ...toStart]
}

/** What is known of a track: what happened to its portfolio and milestones, and how the money before it was judged. */
export function factsOf(track: Track, facts: ReadonlyMap<string, readonly StepFact[]>): readonly StepFact[] {
  const of = (id: string | undefined | null) => (id == null ? [] : (facts.get(id) ?? []))
  const transitions = of(track.portfolioId)
  const conditions = track.milestones.flatMap(({ id, step }) => (CONDITIONS.has(step) ? of(id) : []))
  const judged =
    track.money === 'OPERATING' && track.before?.fiscalYear === track.fiscalYear - 1
      ? of(track.before.id)
          .filter(({ step }) => step === 'EVALUATION')
          .map((fact): StepFact => ({
            ...fact,
            step: 'PRIOR_EVALUATION',
            opens: fact.opens && fact.favourable,
          }))
      : []
  return [...transitions, ...conditions, ...judged]
}

/** Steps that their own milestone shows, and no tie of a portfolio. */
const CONDITIONS: ReadonlySet<string> = new Set([
  'DRAFT',
  'PLAN',
  'CONTINUATION',
  'PRIOR_EVALUATION',
  'SEPARATE_DECISION',
])

/** A milestone of a programme, or of a portfolio of another year only, is about all of its portfolios of the year. */
function isOf(
  { portfolioIds, programmeIds }: MilestoneInYear,
  portfolio: PortfolioInYear,
  ofTheYear: readonly PortfolioInYear[],
): boolean {
  const named = ofTheYear.filter(({ id }) => portfolioIds.includes(id))
  return named.length > 0 ? named.includes(portfolio) : sharesProgrammes(portfolio, programmeIds)
}

function sharesProgrammes({ programmeIds }: PortfolioInYear, others: readonly string[]): boolean {
  return programmeIds.some((id) => others.includes(id))
}
