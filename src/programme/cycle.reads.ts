import sql from 'sql-template-tag'
import type { BatchRead } from '../database/batches.js'
import type { StepMilestone } from '../governance/cycle-state.js'
import type { PortfolioKind } from './portfolio.table.js'

/** A portfolio and the programmes it is of, in order of id. */
export interface PortfolioInYear {
  readonly id: string
  readonly code: string
  readonly fiscalYear: number
  readonly portfolioKind: PortfolioKind
  readonly programmeIds: readonly string[]
}

/** A step that is announced, and what it is announced for. */
export interface MilestoneInYear extends StepMilestone {
  /** Null for a step of every year. */
  readonly fiscalYear: number | null
  /** Portfolios it is part of. */
  readonly portfolioIds: readonly string[]
  /** Programmes it is part of, itself or by its portfolios; in order of id. */
  readonly programmeIds: readonly string[]
}

export interface YearRecord {
  /** Those of the year and of all years before it, the latest first. */
  readonly portfolios: readonly PortfolioInYear[]
  /** Those of the year and of the year before, and those of every year that hold in it. */
  readonly milestones: readonly MilestoneInYear[]
}

/** What is known of fiscal years and what went before them. */
export const recordsOfYears: BatchRead<number, YearRecord> = async (reads, years) =>
  Promise.all(
    years.map(async (year) => {
      const portfolios = await reads.rows<PortfolioInYear>(sql`
        select p.id, n.code, p.fiscal_year as "fiscalYear", p.portfolio_kind as "portfolioKind", array(
          select tie.target_id from relation tie where tie.source_id = p.id and tie.kind = 'PART_OF' and tie.target_kind = 'PROGRAMME' order by 1
        ) as "programmeIds"
        from portfolio p cross join lateral (select code from node where node.id = p.id offset 0) as n
        where p.fiscal_year <= ${year} order by p.fiscal_year desc, n.code`)
      const milestones = await reads.rows<MilestoneInYear>(sql`
        select m.id, m.step, m.fiscal_year as "fiscalYear", m.due::text as due, m.due_precision as "duePrecision", m.body_id as "bodyId",
          array(
            select r.target_id from relation r where r.source_id = m.id and r.kind = 'PART_OF' and r.target_kind = 'PORTFOLIO' order by 1
          ) as "portfolioIds",
          array(
            select distinct about.programme_id from milestone_programme about where about.milestone_id = m.id order by 1
          ) as "programmeIds"
        from milestone m cross join lateral (
          select code, valid_from, valid_to from node where node.id = m.id offset 0
        ) as n
        where m.step is not null and (m.fiscal_year between ${year}::int - 1 and ${year}::int or m.fiscal_year is null
          and (n.valid_from is null or n.valid_from <= make_date(${year}::int, 12, 31))
          and (n.valid_to is null or n.valid_to > make_date(${year}::int, 1, 1)))
        order by n.code`)
      return { portfolios, milestones }
    }),
  )
