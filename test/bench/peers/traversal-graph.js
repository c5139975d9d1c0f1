import pg from 'pg'

/** Which way a step of impact goes: what is reached along DELIVERS from its result is up, the other way down. */
export const PLAIN = 0
export const UP = 1
export const DOWN = 2

const NODES = `select lower(replace(kind, '_', '-')) || ':' || code from node order by id`

const STEPS = `
  with numbered as materialized (select id, (row_number() over (order by id) - 1)::int as n from node)
  select s.n, t.n, case when r.kind = 'DELIVERS' then 1 else 0 end, k.impact
  from relation r join relation_kind k on k.kind = r.kind and k.impact <> 'NONE'
  join numbered s on s.id = r.source_id join numbered t on t.id = r.target_id`

/**
 * The graph as steps of impact, nodes numbered from 0: `references` names them, step i goes from `from[i]` to `to[i]` by
 * `move[i]`.
 */
export async function readGraph(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('begin transaction isolation level repeatable read read only')
  const references = []
  await eachRow(client, NODES, ([reference]) => references.push(reference))
  const steps = growing()
  await eachRow(client, STEPS, ([source, target, delivers, impact]) => {
    if (impact !== 'TO_SOURCE') steps.add(source, target, delivers ? DOWN : PLAIN)
    if (impact !== 'TO_TARGET') steps.add(target, source, delivers ? UP : PLAIN)
  })
  await client.end()
  return { references, ...steps.done() }
}

async function eachRow(client, text, take) {
  await client.query(`declare rows no scroll cursor for ${text}`)
  for (;;) {
    const { rows } = await client.query({ text: 'fetch 20000 from rows', rowMode: 'array' })
    rows.forEach(take)
    if (rows.length === 0) break
  }
  await client.query('close rows')
}

/** Numbers in arrays that double when they are full. */
function growing() {
  let size = 0
  let [from, to, move] = [new Int32Array(1024), new Int32Array(1024), new Uint8Array(1024)]
  const larger = (array, Type) => {
    const grown = new Type(array.length * 2)
    grown.set(array)
    return grown
  }
  return {
    add(source, target, by) {
      if (size === from.length) {
        ;[from, to, move] = [larger(from, Int32Array), larger(to, Int32Array), larger(move, Uint8Array)]
      }
      ;[from[size], to[size], move[size]] = [source, target, by]
      size++
    },
    done: () => ({ from: from.subarray(0, size), to: to.subarray(0, size), move: move.subarray(0, size) }),
  }
}
