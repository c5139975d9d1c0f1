/**
 * The statements that the hand-written peers share: each takes many parents at once, selects the columns that are
 * shown and nothing else, and is prepared once for each connection.
 */

const node = (alias) =>
  `${alias}.id, ${alias}.kind, ${alias}.code, ${alias}.name_nl as "nameNl", ${alias}.name_en as "nameEn"`

const allocation = `a.allocation_kind as "allocationKind", a.status, a.fiscal_year as "fiscalYear", a.amount,
  a.amount_precision as "amountPrecision", a.project_id as "projectId", a.decision_id as "decisionId"`

const project = `${node('n')}, p.number, p.owner_id as "ownerId", p.portfolio_id as "portfolioId"`

const projectsAfter = (condition, limit) => `
  select ${project} from project p join node n on n.id = p.id and n.kind = 'PROJECT' ${condition}
  order by p.number, n.code limit ${limit}`

/** The ties of each parent, with the node at the far end. */
const ties = (near, far) => `
  select parent.key, item.* from unnest($1::uuid[]) as parent (key) cross join lateral (
    select r.kind as "relationKind", r.${near}_id as "nearId", ${node('n')}
    from relation r join node n on n.id = r.${far}_id
    where r.${near}_id = parent.key and r.kind = any($2::text[])
    order by r.kind, n.code, r.id::text limit $3::int) as item`

export const STATEMENTS = {
  firstProjects: projectsAfter('', '$1'),
  projectsAfter: projectsAfter('where (p.number, n.code) > ($1::int, $2::text)', '$3'),
  projectByCode: `
    select ${project}, n.description_nl as "descriptionNl", n.description_en as "descriptionEn", n.inferred,
      n.valid_from::text as "validFrom", n.valid_from_precision as "validFromPrecision",
      n.valid_to::text as "validTo", n.valid_to_precision as "validToPrecision"
    from node n join project p on p.id = n.id where n.kind = 'PROJECT' and n.code = $1`,
  nodesById: `select ${node('n')} from node n where n.id = any($1::uuid[])`,
  entityByCode: `select n.id from node n where n.kind = 'ENTITY' and n.code = $1`,
  entityByOvoCode: `select e.id from entity e where e.ovo_code = $1`,
  decisionsById: `
    select ${node('n')}, d.date::text as date, d.status from decision d join node n on n.id = d.id
    where d.id = any($1::uuid[])`,
  allocationsOfProjects: `
    select parent.key, item.* from unnest($1::uuid[]) as parent (key) cross join lateral (
      select n.id, n.kind, n.code, ${allocation} from allocation a join node n on n.id = a.id
      where a.project_id = parent.key order by n.code limit $2::int) as item`,
  allocationsOfEntity: `
    select n.id, n.kind, n.code, ${allocation} from allocation a join node n on n.id = a.id
    where a.entity_id = $1 order by n.code limit $2::int`,
  sumOfEntity: `
    select count(*)::int as count, coalesce(sum(amount), 0.00) as amount from allocation where entity_id = $1`,
  deliverablesOfProjects: `
    select distinct on (r.source_id, r.target_kind, n.code) r.source_id as key, ${node('n')}, b.stage
    from relation r join node n on n.id = r.target_id left join building_block b on b.id = n.id
    where r.source_id = any($1::uuid[]) and r.kind = 'DELIVERS'
    order by r.source_id, r.target_kind, n.code`,
  outgoingTies: ties('source', 'target'),
  incomingTies: ties('target', 'source'),
}
