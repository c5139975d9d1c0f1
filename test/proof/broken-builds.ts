import type { DataSource, EntityManager } from 'typeorm'
import { writeGraph } from '../../src/history/graph-write.js'
import type { Caller } from '../../src/access/caller.js'
import { seedTables } from '../../src/exchange/seed-tables.js'
import { explainedRefusal } from '../../src/writing/database-refusal.js'
import { claimKey, fingerprintOf, keepReceipt, type Receipt } from '../../src/writing/receipt.store.js'
import { headVersion } from '../../src/writing/subject.reads.js'
import { RefusedWrite } from '../../src/writing/user-error.js'
import { Write } from '../../src/writing/write.js'
import { GraphWrites, type Outcome, type WriteInput } from '../../src/writing/writes.service.js'
import type { Writes } from './purse.js'
import type { Build } from './trial.js'

/** A fault that somebody could make, and what the checks must find of it. */
export interface BrokenBuild {
  readonly fault: string
  /** What is wrong in the database itself; nothing where it is left out. */
  readonly sql?: string
  readonly build: Build
  readonly found: RegExp
}

type Work<Answer> = (write: Write) => Promise<Answer>
/** One try of a write from begin to commit, with a fault in it. */
type Once = <Answer>(
  asked: { caller: Caller; mutation: string; input: WriteInput },
  work: Work<Answer>,
  dataSource: DataSource,
) => Promise<Receipt<Answer>>

const sound: Build = (dataSource) => new GraphWrites(dataSource)

export const BROKEN_BUILDS: readonly BrokenBuild[] = [
  {
    fault: 'nothing is locked, and the version that was seen is not looked at',
    build: (dataSource) => {
      const writes = new GraphWrites(dataSource)
      return {
        run: (caller, mutation, input, work) =>
          writes.run(caller, mutation, input, (write) => {
            write.claim = () => Promise.resolve()
            return work(write)
          }),
      }
    },
    found: /^(done over a change that was not seen|a move that made or spent money|a status that no step)/,
  },
  {
    fault: 'the receipt is written in a transaction of its own, after the write',
    build: trying(async ({ caller, mutation, input }, work, dataSource) => {
      const first = await dataSource.transaction((manager) => receiptOf(manager, caller, mutation, input))
      if (first) return first
      const { value, version } = await writeGraph(dataSource, authorship(caller, input), (manager) =>
        work(new Write(manager, caller, seedTables(dataSource))),
      )
      const receipt = { answer: value, version: version ?? '0' }
      await dataSource.transaction(async (manager) => {
        await manager.query(`set local role vrd_writer`)
        await claimKey(manager, keyOf(caller, mutation, input))
        await keepReceipt(manager, keyOf(caller, mutation, input), receipt)
      })
      return receipt
    }),
    found: /^(refused the same again|refused and yet done)/,
  },
  {
    fault: 'the database has no ceiling',
    sql: 'alter table appropriation drop constraint appropriation_ceiling_check',
    build: sound,
    found: /^over-allocated/,
  },
  {
    fault: 'what is allocated is counted by a sum that is read, instead of kept',
    sql: `
      create or replace function allocation_counts() returns trigger language plpgsql as $$
      begin
        update appropriation p set allocated = coalesce((
          select sum(a.amount) from allocation a where a.appropriation_id = p.id and a.status in ('PROPOSED', 'GRANTED')), 0.00)
        where p.allocated <> coalesce((
          select sum(a.amount) from allocation a where a.appropriation_id = p.id and a.status in ('PROPOSED', 'GRANTED')), 0.00);
        return null;
      end
      $$`,
    build: sound,
    found: /^(over-allocated|allocated is not the sum|the sum of the portfolio differs)/,
  },
  {
    fault: 'what is sent again after a lost reply is done again',
    build: trying(({ caller, input }, work, dataSource) =>
      writeGraph(dataSource, authorship(caller, input), (manager) =>
        work(new Write(manager, caller, seedTables(dataSource))),
      ).then(({ value, version }) => ({ answer: value, version: version ?? '0' })),
    ),
    found: /^(refused and yet done|doubled|refused the same again)/,
  },
  {
    fault: 'a list is written item by item, each committed',
    build: (dataSource) => {
      const writes = new GraphWrites(dataSource)
      return { run: (caller, mutation, input, work) => itemByItem(writes, caller, mutation, input, work) }
    },
    found: /^(half|doubled)/,
  },
  {
    fault: 'the version that is told is taken before the write',
    build: trying(async ({ caller, mutation, input }, work, dataSource) => {
      let told = '0'
      const { value } = await writeGraph(
        dataSource,
        authorship(caller, input),
        async (manager) => {
          const first = await claimKey(manager, keyOf(caller, mutation, input))
          if (first) return first as Receipt<never>
          told = String(BigInt(await headVersion(manager)) + 1n)
          return { answer: await work(new Write(manager, caller, seedTables(dataSource))), version: told }
        },
        async (manager, receipt, version) => {
          if (version !== null) await keepReceipt(manager, keyOf(caller, mutation, input), receipt)
          return receipt
        },
      )
      return value
    }),
    found: /^another version than was told/,
  },
]

/** Tries again as the sound build does, around a try that has a fault. */
function trying(once: Once): Build {
  return (dataSource): Writes => ({
    run: async <Answer>(
      caller: Caller,
      mutation: string,
      input: WriteInput,
      work: Work<Answer>,
    ): Promise<Outcome<Answer>> => {
      for (;;) {
        try {
          const checked: Work<Answer> = async (write) => {
            const answer = await work(write)
            write.refusals.throwIfAny()
            return answer
          }
          const { answer, version } = await once({ caller, mutation, input }, checked, dataSource)
          return { answer, version, errors: [] }
        } catch (error) {
          const refusal = error instanceof RefusedWrite ? error : explainedRefusal(error, input)
          if (refusal) return { answer: null, version: null, errors: refusal.errors }
        }
      }
    },
  })
}

/** Only what is made at once has items; the rest goes as a whole. */
async function itemByItem<Answer>(
  writes: Writes,
  caller: Caller,
  mutation: string,
  input: WriteInput,
  work: Work<Answer>,
): Promise<Outcome<Answer>> {
  const lists = input as unknown as Record<string, unknown[] | undefined>
  const list = mutation === 'createNodes' ? 'nodes' : 'allocations'
  const items = lists[list]
  if (!['createNodes', 'allocate'].includes(mutation) || !items)
    return writes.run(caller, mutation, input, work)
  let last: Outcome<Answer> | undefined
  for (const [i, item] of items.entries()) {
    lists[list] = [item]
    const own = { ...input, idempotencyKey: `${input.idempotencyKey}-${i}` }
    last = await writes.run(caller, mutation, own, work)
    if (last.version === null) break
  }
  lists[list] = items
  return last as Outcome<Answer>
}

async function receiptOf(
  manager: EntityManager,
  caller: Caller,
  mutation: string,
  input: WriteInput,
): Promise<Receipt<never> | undefined> {
  const { idempotencyKey } = keyOf(caller, mutation, input)
  await manager.query(`set local role vrd_writer`)
  const [first] = await manager.query<Receipt<never>[]>(
    'select answer, version from write_receipt where caller = $1 and key = $2',
    [caller.id, idempotencyKey],
  )
  return first
}

function keyOf(caller: Caller, mutation: string, { idempotencyKey, ...asked }: WriteInput) {
  return { caller, mutation, idempotencyKey, fingerprint: fingerprintOf(mutation, asked) }
}

function authorship({ author }: Caller, { reason }: WriteInput) {
  return { author, reason }
}
