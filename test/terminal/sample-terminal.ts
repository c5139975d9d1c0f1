import { PassThrough, Writable } from 'node:stream'
import type { Asking, Graph } from '../../src/terminal/graph.js'
import { runCommand, type Wiring } from '../../src/terminal/run-command.js'
import type { Tools } from '../../src/terminal/tools.js'

export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A graph that answers what it is told to, and remembers what it was asked. */
export class SampleGraph implements Graph {
  readonly asked: Readonly<Record<string, unknown>>[] = []
  /** The language and the moment of each question. */
  readonly askings: (Asking | undefined)[] = []
  isClosed = false

  constructor(private readonly answers: (() => unknown)[]) {}

  async ask<Data>(
    _document: string,
    variables: Readonly<Record<string, unknown>>,
    asking?: Asking,
  ): Promise<Data> {
    this.asked.push(variables)
    this.askings.push(asking)
    const answer = this.answers.shift()
    if (answer === undefined) throw new Error('asked too often')
    return answer() as Data
  }

  async close(): Promise<void> {
    this.isClosed = true
  }
}

/** Tools of which none is wired. */
export function sampleTools(): Tools {
  const notWired = (): never => {
    throw new Error('not wired')
  }
  return {
    signal: new AbortController().signal,
    configuration: notWired,
    seedFolders: notWired,
    serve: notWired,
    attach: notWired,
    checkDatabase: async () => undefined,
    migrations: notWired,
    migrate: notWired,
    loadSeeds: notWired,
    withKeys: notWired,
    openGraph: notWired,
    operations: notWired,
    verifyLedger: notWired,
    followVersions: notWired,
  }
}

/** Runs a command in this process, wired to samples wherever the wiring does not say otherwise. */
export async function run(args: readonly string[], wiring: Partial<Wiring> = {}): Promise<Ended> {
  const outputs = { out: new PassThrough(), err: new PassThrough() }
  const texts = { out: '', err: '' }
  for (const name of ['out', 'err'] as const)
    outputs[name].on('data', (part: Buffer) => (texts[name] += part.toString()))
  const code = await runCommand(args, { ...outputs, ...sampleTools(), ...wiring })
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
