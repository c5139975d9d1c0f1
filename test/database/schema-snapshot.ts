import type { Client } from 'pg'

/** The graph and its ledger, its rows through time, and the views on them as of a moment. */
const SCHEMAS = `('public'::regnamespace::oid, to_regnamespace('history')::oid, to_regnamespace('as_of')::oid)`

const OWN = `own as (
      select c.oid, c.relkind, case when n.nspname = 'public' then c.relname else n.nspname || '.' || c.relname end as relname
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.oid in ${SCHEMAS} and c.relname <> 'migration' ${notOfExtension('pg_class', 'c')}
    )`

/**
 * What TypeORM's schema builder does not compare, one line each, sorted: the expressions of constraints and
 * indexes, triggers, functions and views. The same on PostgreSQL 15 to 18: NOT NULL is left out, which has a name
 * and a row of its own from 18 on (the schema builder sees it).
 */
export async function readSchema(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(`
    with ${OWN}
    select concat('constraint ', own.relname, '.', k.conname, ': ', pg_get_constraintdef(k.oid)) as line
    from own join pg_constraint k on k.conrelid = own.oid where k.contype in ('c', 'f', 'p', 'u', 'x')
    union all
    select concat('index ', own.relname, ': ', pg_get_indexdef(i.indexrelid))
    from own join pg_index i on i.indrelid = own.oid
    union all
    select concat('trigger ', own.relname, '.', t.tgname, ' (', t.tgenabled, '): ', pg_get_triggerdef(t.oid))
    from own join pg_trigger t on t.tgrelid = own.oid where not t.tgisinternal
    union all
    select concat('view ', own.relname, ': ', pg_get_viewdef(own.oid)) from own where own.relkind in ('v', 'm')
    union all
    select concat('policy ', own.relname, '.', y.polname, ' (', y.polcmd, ' ', (
      select string_agg(r.rolname, ', ' order by r.rolname) from pg_roles r where r.oid = any (y.polroles)), '): ',
      pg_get_expr(y.polqual, y.polrelid), ' check ', pg_get_expr(y.polwithcheck, y.polrelid))
    from own join pg_policy y on y.polrelid = own.oid
    union all
    select concat('function ', p.proname, ': ', pg_get_functiondef(p.oid)) from pg_proc p
    where p.pronamespace in ${SCHEMAS} ${notOfExtension('pg_proc', 'p')}`)
  return rows.map(({ line }) => unqualified(line.replace(/\s+/g, ' ').trim())).sort()
}

/** What our roles may do to each table and view, one line each, sorted; `walled` where row level security is on. */
export async function readRights(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(`
    with ${OWN}
    select concat('rights ', own.relname, ' (', (select string_agg(concat_ws(' ', held.role, held.rights), ', ' order by held.role) from (
      select r.rolname as role, string_agg(distinct lower(left(a.privilege_type, 6)), ' ') as rights
      from (select c.relacl as acl from pg_class c where c.oid = own.oid
            union all select t.attacl from pg_attribute t where t.attrelid = own.oid) as given
      cross join lateral aclexplode(given.acl) as a join pg_roles r on r.oid = a.grantee
      where r.rolname like 'vrd\\_%' group by r.rolname) as held), '): ',
      case when (select c.relrowsecurity from pg_class c where c.oid = own.oid) then 'walled ' end,
      (select array_to_string(c.reloptions, ' ') from pg_class c where c.oid = own.oid)) as line
    from own where own.relkind in ('r', 'v', 'm')`)
  return rows.map(({ line }) => line.trim()).sort()
}

/** Before 16, PostgreSQL names the table of a column also where a view has only one. */
function unqualified(line: string): string {
  return /^view (as_of\.|searchable|seen_)/.test(line)
    ? line.replace(/(?<![\w.])[hcsv]\.(?=["a-z])/g, '')
    : line
}

/** Every table, view and column of ours without a comment, as `table` or `table.column`. */
export async function readUncommented(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    select concat_ws('.', c.relname, a.attname) as name
    from pg_class c
    join (select attrelid, attnum, attname from pg_attribute where attnum > 0 and not attisdropped
          union all select oid, 0, null from pg_class) a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and c.relname <> 'migration'
      and coalesce(case when a.attnum = 0 then obj_description(c.oid, 'pg_class') else col_description(c.oid, a.attnum) end, '') = ''
     
      ${notOfExtension('pg_class', 'c')}
    order by 1`)
  return rows.map(({ name }) => name)
}

/** Everything in the schema that no extension brought, as `class name`; TypeORM's own table apart. */
export async function readObjects(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    select concat('relation ', nullif(c.relnamespace::regnamespace::text, 'public') || '.', c.relname) as name from pg_class c
    where c.relnamespace in ${SCHEMAS} and c.relname !~ '^(migration$|migration_id_seq$|PK_)' ${notOfExtension('pg_class', 'c')}
    union all
    select 'function ' || p.proname from pg_proc p
    where p.pronamespace in ${SCHEMAS} ${notOfExtension('pg_proc', 'p')}
    union all
    select 'type ' || t.typname from pg_type t
    where t.typnamespace in ${SCHEMAS} and t.typrelid = 0 and t.typcategory <> 'A' ${notOfExtension('pg_type', 't')}
    order by 1`)
  return rows.map(({ name }) => name)
}

function notOfExtension(catalogue: string, alias: string): string {
  return `and not exists (select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${alias}.oid and d.deptype = 'e')`
}
