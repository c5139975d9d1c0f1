/** Free relations of one kind between two kinds of node; the expressions know the source as `s` and `x`, the how-manieth. */
export interface Ties {
  readonly kind: string
  readonly source: string
  /** How many from each source; a pair that is drawn twice, also by another line, is tied once. */
  readonly times: number
  readonly target: string
  /** SQL for the number of the target; null for none. */
  readonly to: string
  /** SQL for the first day; null for not stated. */
  readonly from?: string
}

export function makeTies({ kind, source, times, target, to, from = 'null::date' }: Ties): string {
  return `insert into relation (id, kind, source_id, source_kind, target_id, target_kind, inferred, valid_from, valid_from_precision)
    select distinct on (s.id, t.id) pg_temp.identity('${kind}:' || s.id || t.id), '${kind}', s.id, s.kind, t.id, t.kind,
      pg_temp.below('inferred' || s.i || t.i, 10) = 0, tied.day, case when tied.day is not null then 'YEAR' end
    from made s cross join generate_series(1, ${times}) as x
    cross join lateral (select ${to} as i, ${from} as day) as tied
    join made t on t.kind = '${target}' and t.i = tied.i
    where s.kind = '${source}' and s.id <> t.id
    order by s.id, t.id, x
    on conflict do nothing`
}

const by = (name: string): string => `'${name}' || s.i || ':' || x`
const below = (name: string, bound: number): string => `pg_temp.below(${by(name)}, ${bound})`

/** A block that projects of the same portfolio work on; of sources that stand `perPortfolio` to a portfolio. */
const ownBlock = (name: string, perPortfolio: number): string =>
  `s.i / ${perPortfolio} * 25 + ${below(name, 25)}`

/** A block of the first portfolio of a group, which everyone in the group builds on; one in ten of another group. */
const popularBlock = (name: string, perGroup: number, scale: number): string =>
  `case when ${below(`${name} far`, 10)} = 0 then ${below(`${name} group`, scale)} else s.i / ${perGroup} end * 500
    + pg_temp.skewed(${by(name)}, 25)`

const someYear = (name: string): string =>
  `case when ${below(`${name} since`, 5)} = 0 then make_date(2021 + ${below(`${name} year`, 5)}, 1, 1) end`

/** Statements, in order, for the free relations of programmes. */
export function programmeRelations(scale: number): readonly string[] {
  const ties: readonly Ties[] = [
    { kind: 'DELIVERS', source: 'PROJECT', times: 2, target: 'DELIVERABLE', to: 's.i * 2 + x - 1' },
    { kind: 'DELIVERS', source: 'PROJECT', times: 1, target: 'BUILDING_BLOCK', to: ownBlock('delivers', 100) },
    { kind: 'REUSES', source: 'PROJECT', times: 4, target: 'BUILDING_BLOCK', to: popularBlock('reuses', 2_000, scale), from: someYear('reuses') },
    { kind: 'REUSES', source: 'PROJECT', times: 2, target: 'BUILDING_BLOCK', to: ownBlock('reuses too', 100) },
    { kind: 'DEPENDS_ON', source: 'PROJECT', times: 1, target: 'PROJECT', to: `s.i / 100 * 100 + ${below('project', 100)}` },
    { kind: 'DEPENDS_ON', source: 'DELIVERABLE', times: 2, target: 'BUILDING_BLOCK', to: popularBlock('result', 4_000, scale), from: someYear('result') },
    { kind: 'DEPENDS_ON', source: 'DELIVERABLE', times: 1, target: 'DELIVERABLE', to: `s.i / 200 * 200 + ${below('on result', 200)}` },
    { kind: 'DEPENDS_ON', source: 'WORKSTREAM', times: 1, target: 'BUILDING_BLOCK', to: ownBlock('track', 200) },
    { kind: 'REUSES', source: 'WORKSTREAM', times: 2, target: 'BUILDING_BLOCK', to: popularBlock('track reuses', 4_000, scale) },
    { kind: 'REUSES', source: 'ENTITY', times: 10, target: 'BUILDING_BLOCK', to: popularBlock('entity', 300, scale) },
    { kind: 'INTEGRATES', source: 'BUILDING_BLOCK', times: 2, target: 'BUILDING_BLOCK', to: popularBlock('integrates', 500, scale) },
    { kind: 'INTEGRATES', source: 'BUILDING_BLOCK', times: 1, target: 'BUILDING_BLOCK', to: ownBlock('integrates too', 25) },
    { kind: 'DEPENDS_ON', source: 'BUILDING_BLOCK', times: 2, target: 'BUILDING_BLOCK', to: ownBlock('block', 25) },
    { kind: 'IMPLEMENTS', source: 'PROJECT', times: 2, target: 'REGULATION', to: `s.i / 2000 * 40 + ${below('rule', 40)}` },
    { kind: 'IMPLEMENTS', source: 'DELIVERABLE', times: 1, target: 'REGULATION', to: `s.i / 4000 * 40 + ${below('rule too', 40)}` },
    { kind: 'SERVES', source: 'PROJECT', times: 1, target: 'TARGET_GROUP', to: `s.i / 2000 * 20 + ${below('serves', 20)}` },
    { kind: 'ANSWERS', source: 'PROJECT', times: 1, target: 'NEED', to: `s.i / 2000 * 200 + ${below('need', 200)}` },
    { kind: 'ANSWERS', source: 'DELIVERABLE', times: 1, target: 'NEED', to: `s.i / 4000 * 200 + ${below('need too', 200)}` },
    { kind: 'RAISED_BY', source: 'NEED', times: 1, target: 'ENTITY', to: `s.i / 200 * 300 + ${below('raised', 300)}` },
    { kind: 'LED_BY', source: 'PROJECT', times: 1, target: 'ENTITY', to: `s.i / 2000 * 300 + ${below('led', 300)}` },
    { kind: 'PRECEDES', source: 'PROJECT', times: 1, target: 'PROJECT', to: 'case when s.i / 100 % 5 < 4 then s.i + 100 end' },
    { kind: 'VALIDATED_BY', source: 'ALLOCATION', times: 1, target: 'DECISION', to: `case when ${below('half', 2)} = 0 then s.i / 1000 * 20 + ${below('valid', 20)} end` },
    { kind: 'CITES', source: 'PROJECT', times: 2, target: 'DOCUMENT', to: `s.i / 2000 * 20 + ${below('cites', 20)}` },
    { kind: 'ADVISED_BY', source: 'PORTFOLIO', times: 2, target: 'ADVICE', to: 's.i * 2 + x - 1' },
    { kind: 'PART_OF', source: 'PORTFOLIO', times: 1, target: 'PROGRAMME', to: 's.i / 5' },
    { kind: 'EVALUATES', source: 'EVALUATION', times: 1, target: 'PROJECT', to: `s.i * 10 + ${below('judged', 10)}` },
  ] // prettier-ignore
  return ties.map(makeTies)
}
