/**
 * Chance without chance: everything follows from the seed and a text that names the draw. They live as long as the
 * session. Ids are UUIDs of version 3 (by name, MD5), so that the service takes them for ids.
 */
export function drawingFunctions(seed: number): string {
  return `
    create function pg_temp.drawn(by text) returns bigint language sql immutable as
      $$ select hashtextextended(by, ${seed}) & 9223372036854775807 $$;
    create function pg_temp.below(by text, bound int) returns int language sql immutable as
      $$ select (pg_temp.drawn(by) % bound)::int $$;
    create function pg_temp.skewed(by text, bound int) returns int language sql immutable as
      $$ select least(bound - 1, floor(bound * power(pg_temp.drawn(by) / 9223372036854775808.0::float8, 3)))::int $$;
    create function pg_temp.identity(name text) returns uuid language sql immutable as
      $$ select overlay(overlay(md5(name) placing '3' from 13) placing '8' from 17)::uuid $$;

    create temporary table made (
      kind text not null, i int not null, id uuid not null, code text not null, name_nl text not null, name_en text,
      description_nl text, description_en text, valid_from date, valid_to date, primary key (kind, i)
    );`
}

export interface Made {
  readonly kind: string
  /** How many; they are counted from 0, and the expressions know the number as `i`. */
  readonly count: number
  readonly code: string
  readonly nameNl: string
  readonly nameEn: string
  readonly descriptionNl?: string
  readonly descriptionEn?: string
  readonly validFrom?: string
  readonly validTo?: string
}

/** SQL that makes nodes of one kind; the other fields are SQL expressions over `i`. */
export function makeNodes(nodes: Made): string {
  const { kind, count, code, nameNl, nameEn } = nodes
  const { descriptionNl = 'null', descriptionEn = 'null', validFrom = 'null', validTo = 'null' } = nodes
  return `insert into made
    select '${kind}', i, pg_temp.identity('${kind}:' || code), code, upper(left(nl, 1)) || substr(nl, 2), upper(left(en, 1)) || substr(en, 2),
      ${descriptionNl}, ${descriptionEn}, ${validFrom}, ${validTo}
    from generate_series(0, ${count - 1}) as g (i)
    cross join lateral (select ${code} as code, ${nameNl} as nl, ${nameEn} as en) as told`
}

/** SQL for the rows of a kind's own table; the expressions know the node as `m` and its number as `m.i`. */
export function makeRows(kind: string, values: Readonly<Record<string, string>> = {}): string {
  const names = Object.keys(values)
  return `insert into ${kind.toLowerCase()} (${['id', 'kind', ...names].join(', ')})
    select ${['m.id', 'm.kind', ...names.map((name) => values[name])].join(', ')} from made m where m.kind = '${kind}'`
}

/** SQL for the id of a node that was made. */
export function madeId(kind: string, i: string): string {
  return `(select x.id from made x where x.kind = '${kind}' and x.i = ${i})`
}
