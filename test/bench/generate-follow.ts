/** Statements of each step, in order, by what they make. */
export type Steps = Readonly<Record<string, readonly string[]>>

/**
 * Statements for what the triggers of single rows would have set, for all rows at once and with the same outcome. The
 * ledger is not among it: the graph stands at version 1, of which `graph_change` and `history` tell nothing, because
 * they would take longer than all the rest (105 of 145 seconds at scale 1) and no operation here reads them.
 */
export const WHAT_FOLLOWS: readonly string[] = [
  `update appropriation p set allocated = c.taken, amount = round(c.taken * 1.05, 2)
    from (select appropriation_id, coalesce(sum(amount) filter (where status in ('PROPOSED', 'GRANTED')), 0.00) as taken
      from allocation group by appropriation_id) as c
    where c.appropriation_id = p.id`,
  'insert into node_code (kind, code, node_id) select kind, code, id from node order by kind, code on conflict do nothing',
]

export const FIRST_VERSION: readonly string[] = [
  `update graph_head set version = 1, hash = 'generated', at = now()`,
  `insert into graph_version (version, at, author, reason, changes, hash)
    select version, at, 'bench', 'Generated for the benchmark', (select count(*) from node), hash from graph_head`,
]

/** What search knows of each node, by the function that the triggers call. */
export const SEARCH_FOLLOWS = 'select count(gather_node_search(id)) from node'
