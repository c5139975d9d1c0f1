import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'

/** What was loaded from files is left alone: each start of the service loads it again, and would meet these writers. */
/** Each changes a node or a relation; `$1` is a fresh text. */
const WRITES: readonly string[] = [
  `update node set name_nl = 'Naam ' || $1 where id = (select id from node where code like 'steady-%' order by md5(id::text || $1) limit 1)`,
  `with made as (insert into node (id, kind, code, name_nl) values ($1::uuid, 'NEED', 'steady-' || $1, 'Nieuw') returning id, kind)
   insert into need (id, kind) select id, kind from made`,
  `delete from node where id = (select id from node where code like 'steady-%' order by md5(id::text || $1) limit 1)`,
  `insert into relation (id, kind, source_id, source_kind, target_id, target_kind)
   select $1::uuid, 'DEPENDS_ON', s.id, s.kind, t.id, t.kind
   from (select id, kind from building_block order by md5(id::text || $1) limit 1) s,
     (select id, kind from building_block order by md5($1 || id::text) limit 1) t where s.id <> t.id`,
  `delete from relation where id = (select id from relation where origin is null order by md5(id::text || $1) limit 1)`,
]

/** Writers as small scripts are: they try again until the database takes it, through every cut. */
export class SteadyWriters {
  #ended = false
  #committed = 0
  #cuts = 0
  readonly #writing: Promise<unknown>

  /** @param urlOf asked anew for each connection: after a restart the database may be elsewhere */
  constructor(urlOf: () => Promise<string>, writers: number) {
    this.#writing = Promise.all(Array.from({ length: writers }, (_, i) => this.#write(urlOf, `Writer ${i}`)))
  }

  get committed(): number {
    return this.#committed
  }

  /** How many connections were cut or could not be made. */
  get cuts(): number {
    return this.#cuts
  }

  async end(): Promise<void> {
    this.#ended = true
    await this.#writing
  }

  async #write(urlOf: () => Promise<string>, author: string): Promise<void> {
    while (!this.#ended) {
      let client: Client | undefined
      try {
        client = new Client({ connectionString: await urlOf(), connectionTimeoutMillis: 5_000 })
        client.on('error', () => undefined)
        await client.connect()
        await client.query(`select set_config('vrd.author', $1, false)`, [author])
        // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- it ends while this waits
        while (!this.#ended) await this.#change(client)
      } catch {
        this.#cuts++
        await delay(100)
      }
      await client?.end().catch(() => undefined)
    }
  }

  /** @throws Error where the connection was cut */
  async #change(client: Client): Promise<void> {
    const statement = WRITES[Math.floor(Math.random() * WRITES.length)] ?? ''
    try {
      await client.query(statement, [randomUUID()])
      this.#committed++
    } catch (error) {
      // A law or another writer stood in the way; everything else is a cut.
      const { code = '' } = error as { code?: string }
      if (!/^(23|40|P0)/.test(code)) throw error
    }
    await delay(20)
  }
}
