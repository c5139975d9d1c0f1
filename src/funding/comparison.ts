import { addAmounts } from '../kernel/amount.js'
import type { Batches } from '../database/batches.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import type { NodeRecord } from '../graph/node-source.js'
import { type MoneyLine, pillarLinesOfPortfolios, projectLinesOfPortfolios } from './headroom.reads.js'
import type { MoneyRecord } from './money.js'
import { type CoveredNeed, needsCoveredByPortfolios } from './needs-covered.reads.js'
import { changeOf, moneyOfLine, type Row, sideBySide } from './side-by-side.js'

/** One portfolio beside the others, and what it alone has. */
export interface ComparedPortfolioRecord {
  readonly portfolio: NodeRecord
  readonly money: MoneyRecord
  readonly change: MoneyRecord
  readonly projectCount: number
  readonly needCount: number
  readonly onlyHere: readonly NodeLink[]
}

/** A main line or project in each of the portfolios. */
export interface ComparedLineRecord {
  readonly nameNl: string | null
  readonly nameEn: string | null
  readonly cells: readonly {
    readonly portfolio: NodeRecord
    readonly node: NodeLink | null
    /** Null where this portfolio does not have it. */
    readonly amount: MoneyRecord | null
    readonly change: MoneyRecord
  }[]
}

export interface ComparedNeedRecord {
  readonly need: NodeLink
  readonly coveredBy: readonly NodeRecord[]
  readonly missingIn: readonly NodeRecord[]
}

export interface ComparisonRecord {
  readonly portfolios: readonly ComparedPortfolioRecord[]
  readonly pillars: readonly ComparedLineRecord[]
  readonly projects: readonly ComparedLineRecord[]
  readonly needs: readonly ComparedNeedRecord[]
}

/** Portfolios side by side; gains and losses are those beside the first. */
export async function comparisonOf(
  batches: Batches,
  portfolios: readonly NodeRecord[],
): Promise<ComparisonRecord> {
  const [pillars, projects, needs] = await Promise.all([
    Promise.all(portfolios.map(({ id }) => batches.load(pillarLinesOfPortfolios, id))),
    Promise.all(portfolios.map(({ id }) => batches.load(projectLinesOfPortfolios, id))),
    Promise.all(portfolios.map(({ id }) => batches.load(needsCoveredByPortfolios, id))),
  ])
  const pillarRows = sideBySide(pillars)
  const projectRows = sideBySide(projects)
  const allNeeds = needsOf(portfolios, needs)
  const totals = pillars.map(totalOf)
  return {
    portfolios: portfolios.map((portfolio, at) => ({
      portfolio,
      money: moneyOfLine(totals[at] ?? null),
      change: changeOf(totals[0] ?? null, totals[at] ?? null),
      projectCount: projects[at]?.length ?? 0,
      needCount: needs[at]?.length ?? 0,
      onlyHere: [
        ...onlyIn(pillarRows, at, 'PILLAR'),
        ...onlyIn(projectRows, at, 'PROJECT'),
        ...allNeeds
          .filter(({ coveredBy }) => coveredBy.length === 1 && coveredBy[0] === portfolio)
          .map(({ need }) => need),
      ],
    })),
    pillars: pillarRows.map((row) => lineOf(portfolios, row, 'PILLAR')),
    projects: projectRows.map((row) => lineOf(portfolios, row, 'PROJECT')),
    needs: allNeeds,
  }
}

function totalOf(lines: readonly MoneyLine[]): MoneyLine {
  const amount = addAmounts(lines.map((line) => line.amount))
  const rank = Math.max(1, ...lines.map((line) => line.rank))
  return { id: null, nameNl: '', nameEn: null, names: [], kin: [], amount, rank }
}

function onlyIn(rows: readonly Row[], at: number, kind: NodeLink['kind']): NodeLink[] {
  return rows.flatMap((row) => {
    const id = row[at]?.id
    return id != null && row.every((line, other) => other === at || line === null) ? [{ kind, id }] : []
  })
}

function lineOf(portfolios: readonly NodeRecord[], row: Row, kind: NodeLink['kind']): ComparedLineRecord {
  const named = row.find((line) => line !== null && line.id !== null)
  return {
    nameNl: named?.nameNl ?? null,
    nameEn: named?.nameEn ?? null,
    cells: portfolios.map((portfolio, at) => {
      const line = row[at] ?? null
      return {
        portfolio,
        node: line?.id == null ? null : { kind, id: line.id },
        amount: line && moneyOfLine(line),
        change: changeOf(row[0] ?? null, line),
      }
    }),
  }
}

/** In order of code. */
function needsOf(
  portfolios: readonly NodeRecord[],
  lists: readonly (readonly CoveredNeed[])[],
): ComparedNeedRecord[] {
  const covering = lists.map((list) => new Set(list.map(({ id }) => id)))
  const needs = new Map(lists.flat().map((need) => [need.id, need]))
  const byCode = [...needs.values()].sort((one, other) => (one.code < other.code ? -1 : 1))
  return byCode.map((need) => ({
    need,
    coveredBy: portfolios.filter((_, at) => covering[at]?.has(need.id)),
    missingIn: portfolios.filter((_, at) => !covering[at]?.has(need.id)),
  }))
}
