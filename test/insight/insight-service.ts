import { randomUUID } from 'node:crypto'
import { expect } from '@jest/globals'
import { OperationsService } from '../operations/operations-service.js'
import { withClient } from '../support/test-run.js'

/** A tie by references of its ends; stated unless told. */
export type Tie = readonly [kind: string, source: string, target: string, inferred?: boolean]

/** The service over the note, asked what it makes of it. */
export class InsightService {
  private constructor(readonly service: OperationsService) {}

  static async start(): Promise<InsightService> {
    return new InsightService(await OperationsService.start())
  }

  async ask<Answer = Record<string, unknown>>(
    document: string,
    asOf?: Readonly<Record<string, unknown>>,
  ): Promise<Answer> {
    const { body } = await this.service.ask({ document, variables: {} }, asOf)
    if (body.errors) throw new Error(JSON.stringify(body.errors))
    return body.data as Answer
  }

  async statements(document: string): Promise<number> {
    return (await this.service.ask({ document, variables: {} })).statements
  }

  /** Code, argument and message of the first error; undefined where there is none. */
  async refusal(document: string): Promise<readonly unknown[] | undefined> {
    const { body } = await this.service.ask({ document, variables: {} })
    const [error] = body.errors ?? []
    return error && [error.extensions['code'], error.extensions['argument'], error.message]
  }

  async write(statement: string, values: readonly unknown[] = []): Promise<void> {
    await withClient(this.service.database.url, (client) => client.query(statement, [...values]))
  }

  /** Ties nodes for as long as the work takes. */
  async tied<Result>(ties: readonly Tie[], work: () => Promise<Result>): Promise<Result> {
    const made = ties.map((tie) => ({ id: randomUUID(), tie }))
    await withClient(this.service.database.url, async (client) => {
      for (const { id, tie } of made) {
        const [kind, source, target, inferred = false] = tie
        const { rowCount } = await client.query(
          `insert into relation (id, kind, source_id, source_kind, target_id, target_kind, inferred)
           select $1, $2, s.id, s.kind, t.id, t.kind, $5 from node s, node t
           where lower(replace(s.kind, '_', '-')) || ':' || s.code = $3 and lower(replace(t.kind, '_', '-')) || ':' || t.code = $4`,
          [id, kind, source, target, inferred],
        )
        expect([tie, rowCount]).toEqual([tie, 1])
      }
    })
    try {
      return await work()
    } finally {
      await this.write('delete from relation where id = any($1)', [made.map(({ id }) => id)])
    }
  }

  stop(): Promise<void> {
    return this.service.stop()
  }
}
