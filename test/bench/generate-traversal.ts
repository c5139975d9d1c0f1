import { type Steps, WHAT_FOLLOWS } from './generate-follow.js'
import { madeId, makeNodes, makeRows } from './generate-functions.js'

/**
 * A graph that is only walked: a million nodes and five million relations, most of them within neighbourhoods, some to
 * what is popular, so that degrees are skewed; with cycles, ties both ways, several kinds between the same two nodes, and
 * the same tie in two periods. Not filled: search and money; left out: the constraint against overlapping periods, which
 * serves nobody who reads.
 */
const PROJECTS = 100_000
const RESULTS = 500_000
const BLOCKS = 400_000
const PORTFOLIOS = 20

/** Statements, in order, for its nodes. */
const NODES: readonly string[] = [
  makeNodes({
    kind: 'PORTFOLIO',
    count: PORTFOLIOS,
    code: `'DIGI-' || (2011 + i)`,
    ...same(`'Portfolio ' || i`),
  }),
  makeNodes({ kind: 'PROJECT', count: PROJECTS, code: `'DIGI-' || i`, ...same(`'Project ' || i`) }),
  makeNodes({ kind: 'DELIVERABLE', count: RESULTS, code: `'resultaat-' || i`, ...same(`'Resultaat ' || i`) }),
  makeNodes({
    kind: 'BUILDING_BLOCK',
    count: BLOCKS,
    code: `'bouwsteen-' || i`,
    ...same(`'Bouwsteen ' || i`),
  }),
  'analyze made',
  'insert into node (id, kind, code, name_nl) select id, kind, code, name_nl from made order by kind, i',
  makeRows('PORTFOLIO', { fiscal_year: '2011 + m.i', portfolio_kind: `'INVESTMENT'` }),
  makeRows('PROJECT', {
    number: `m.i / ${PORTFOLIOS} + 1`,
    portfolio_id: madeId('PORTFOLIO', `m.i % ${PORTFOLIOS}`),
  }),
  makeRows('DELIVERABLE'),
  makeRows('BUILDING_BLOCK'),
]

function same(name: string): { nameNl: string; nameEn: string } {
  return { nameNl: name, nameEn: name }
}

interface Bundle {
  readonly kind: string
  readonly source: string
  readonly sources: number
  readonly target: string
  readonly targets: number
  readonly count: number
  /** How far from its own place in the row a neighbour may stand; of ten ties one leads to what is popular instead. */
  readonly reach: number
}

const BUNDLES: readonly Bundle[] = [
  { kind: 'DEPENDS_ON', source: 'DELIVERABLE', sources: RESULTS, target: 'BUILDING_BLOCK', targets: BLOCKS, count: 1_100_000, reach: 400 },
  { kind: 'DEPENDS_ON', source: 'DELIVERABLE', sources: RESULTS, target: 'DELIVERABLE', targets: RESULTS, count: 900_000, reach: 300 },
  { kind: 'DEPENDS_ON', source: 'BUILDING_BLOCK', sources: BLOCKS, target: 'BUILDING_BLOCK', targets: BLOCKS, count: 600_000, reach: 300 },
  { kind: 'REUSES', source: 'PROJECT', sources: PROJECTS, target: 'BUILDING_BLOCK', targets: BLOCKS, count: 500_000, reach: 400 },
  { kind: 'REUSES', source: 'DELIVERABLE', sources: RESULTS, target: 'BUILDING_BLOCK', targets: BLOCKS, count: 500_000, reach: 400 },
  { kind: 'INTEGRATES', source: 'BUILDING_BLOCK', sources: BLOCKS, target: 'BUILDING_BLOCK', targets: BLOCKS, count: 300_000, reach: 200 },
  { kind: 'EVOLVES_INTO', source: 'BUILDING_BLOCK', sources: BLOCKS, target: 'BUILDING_BLOCK', targets: BLOCKS, count: 100_000, reach: 100 },
  { kind: 'DELIVERS', source: 'PROJECT', sources: PROJECTS, target: 'DELIVERABLE', targets: RESULTS, count: 400_000, reach: 20 },
  { kind: 'PRECEDES', source: 'DELIVERABLE', sources: RESULTS, target: 'DELIVERABLE', targets: RESULTS, count: 600_000, reach: 200 },
] // prettier-ignore

/**
 * Statements, in order, for its relations. A pair that is drawn again is tied again in another period; what would lead to
 * itself leads to its neighbour. The two indexes are made after the rows.
 */
const RELATIONS: readonly string[] = BUNDLES.map(
  ({ kind, source, sources, target, targets, count, reach }, at) => `
  insert into relation (id, kind, source_id, source_kind, target_id, target_kind, valid_from, valid_from_precision, valid_to, valid_to_precision)
  select pg_temp.identity('${kind}:' || s.id || t.id || nth), '${kind}', s.id, s.kind, t.id, t.kind,
    case when times > 1 then make_date(2000 + nth, 1, 1) end, case when times > 1 then 'YEAR' end,
    case when times > 1 then make_date(2001 + nth, 1, 1) end, case when times > 1 then 'YEAR' end
  from (
    select source, target, (row_number() over pair)::int as nth, count(*) over pair as times
    from (
      select pg_temp.below('source ${at} ' || n, ${sources}) as source, n from generate_series(1, ${count}) as n
    ) as starting cross join lateral (
      select case when pg_temp.below('far ${at} ' || n, 10) = 0 then pg_temp.skewed('popular ${at} ' || n, ${targets})
        else (((source::bigint * ${targets}) / ${sources})::int + pg_temp.below('near ${at} ' || n, ${reach}) + ${targets - reach / 2}) % ${targets} end as near
    ) as led
    cross join lateral (select ${source === target ? `case when near = source then (near + 1) % ${targets} else near end` : 'near'} as target) as other
    window pair as (partition by source, target)
  ) as drawn
  join made s on s.kind = '${source}' and s.i = source
  join made t on t.kind = '${target}' and t.i = target`,
)

/** The constraint against overlapping periods, whose index takes longer to make than all the rest. */
export const WITHOUT_OVERLAP = 'alter table relation drop constraint if exists relation_overlap_excl'
const BEFORE = 'drop index relation_source_idx, relation_target_idx'

const AFTER = `
  create index relation_target_idx on relation (target_id, kind, source_id, id);
  create index relation_source_idx on relation (source_id, kind)`

export const TRAVERSAL_STEPS: Steps = {
  nodes: NODES,
  relations: [WITHOUT_OVERLAP, BEFORE, ...RELATIONS, AFTER],
  'what follows': WHAT_FOLLOWS,
}
