import { PassThrough, Writable } from 'node:stream'
import type { Graph } from '../../src/terminal/graph.js'
import { runCommand, type Wiring } from '../../src/terminal/run-command.js'

export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A graph that answers what it is told to, and remembers what it was asked. */
export class SampleGraph implements Graph {
  readonly asked: Readonly<Record<string, unknown>>[] = []
  isClosed = false

  constructor(private readonly answers: (() => unknown)[]) {}

  async ask<Data>(_document: string, variables: Readonly<Record<string, unknown>>): Promise<Data> {
    this.asked.push(variables)
    const answer = this.answers.shift()
    if (answer === undefined) throw new Error('asked too often')
    return answer() as Data
  }

  async close(): Promise<void> {
    this.isClosed = true
  }
}

/** Runs a command in this process, wired to samples wherever the wiring does not say otherwise. */
export async function run(args: readonly string[], wiring: Partial<Wiring> = {}): Promise<Ended> {
  const outputs = { out: new PassThrough(), err: new PassThrough() }
  const texts = { out: '', err: '' }
  for (const name of ['out', 'err'] as const)
    outputs[name].on('data', (part: Buffer) => (texts[name] += part.toString()))
  const notWired = (): never => {
    throw new Error('not wired')
  }
  const code = await runCommand(args, {
    ...outputs,
    signal: new AbortController().signal,
    configuration: notWired,
    seedFolders: notWired,
    serve: notWired,
    attach: notWired,
    migrations: notWired,
    migrate: notWired,
    loadSeeds: notWired,
    checkDatabase: async () => undefined,
    openGraph: notWired,
    operations: notWired,
    verifyLedger: notWired,
    followVersions: notWired,
    ...wiring,
  })
  return { code, ...texts }
}

/** A reader that leaves after so many writes. */
export function leavingAfter(writes: number): Writable & { readonly taken: string[] } {
  const taken: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (taken.length >= writes) done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
      else {
        taken.push(chunk.toString())
        done()
      }
    },
  })
  return Object.assign(stream, { taken })
}
