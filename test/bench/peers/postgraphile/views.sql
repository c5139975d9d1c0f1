-- Views for PostGraphile: a node and the row of its kind under one name, keys told by smart tags. No data is copied.
-- The kind is told as a constant, so that PostgreSQL finds the nodes of one kind by their index.
drop schema if exists bench_peers cascade;
create schema bench_peers;

create view bench_peers.entity as
  select n.id, n.code, n.name_nl, e.ovo_code from public.entity e join public.node n on n.id = e.id and n.kind = 'ENTITY';
comment on view bench_peers.entity is E'@primaryKey id\n@unique code\n@unique ovo_code';

create view bench_peers.portfolio as
  select n.id, n.code, n.name_nl from public.portfolio p join public.node n on n.id = p.id and n.kind = 'PORTFOLIO';
comment on view bench_peers.portfolio is E'@primaryKey id';

create view bench_peers.decision as
  select n.id, n.code, n.name_nl, d.date, d.status from public.decision d join public.node n on n.id = d.id and n.kind = 'DECISION';
comment on view bench_peers.decision is E'@primaryKey id';

create view bench_peers.building_block as
  select b.id, b.stage from public.building_block b;
comment on view bench_peers.building_block is E'@primaryKey id';

create view bench_peers.project as
  select n.id, n.code, n.kind, p.number, n.name_nl, coalesce(n.description_nl, n.description_en) as description_nl, n.inferred,
    n.valid_from, n.valid_from_precision, p.owner_id, p.portfolio_id
  from public.project p join public.node n on n.id = p.id and n.kind = 'PROJECT';
comment on view bench_peers.project is E'@primaryKey id\n@unique code
@foreignKey (owner_id) references entity(id)|@fieldName owner
@foreignKey (portfolio_id) references portfolio(id)|@fieldName portfolio';

create view bench_peers.allocation as
  select n.id, n.code, a.allocation_kind, a.status, a.fiscal_year, a.amount, a.project_id, a.entity_id, a.decision_id
  from public.allocation a join public.node n on n.id = a.id and n.kind = 'ALLOCATION';
comment on view bench_peers.allocation is E'@primaryKey id
@foreignKey (project_id) references project(id)|@fieldName project|@foreignFieldName allocations
@foreignKey (entity_id) references entity(id)|@fieldName entity|@foreignFieldName allocations
@foreignKey (decision_id) references decision(id)|@fieldName decision';

-- Where the node is a building block, block_id leads to what only blocks have.
create view bench_peers.deliverable as
  select distinct r.source_id as project_id, r.target_kind as kind, n.code, n.id, n.name_nl,
    case when r.target_kind = 'BUILDING_BLOCK' then n.id end as block_id
  from public.relation r join public.node n on n.id = r.target_id
  where r.kind = 'DELIVERS';
comment on view bench_peers.deliverable is E'@primaryKey project_id,id
@foreignKey (project_id) references project(id)|@fieldName project|@foreignFieldName deliverables
@foreignKey (block_id) references building_block(id)|@fieldName block';

create view bench_peers.outgoing as
  select r.id, r.kind, r.source_id, n.code, n.kind as node_kind, n.name_nl
  from public.relation r join public.node n on n.id = r.target_id;
comment on view bench_peers.outgoing is E'@primaryKey id
@foreignKey (source_id) references project(id)|@fieldName project|@foreignFieldName outgoing';

create view bench_peers.incoming as
  select r.id, r.kind, r.target_id, n.code, n.kind as node_kind, n.name_nl
  from public.relation r join public.node n on n.id = r.source_id;
comment on view bench_peers.incoming is E'@primaryKey id
@foreignKey (target_id) references building_block(id)|@fieldName block|@foreignFieldName incoming';

-- What an entity receives, as a computed column.
create function bench_peers.entity_sum(entity bench_peers.entity) returns numeric language sql stable as $$
  select coalesce(sum(a.amount), 0.00) from public.allocation a where a.entity_id = entity.id
$$;
