import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

/** What a process printed and how it ended. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** What a stranger runs: a built program in a process of its own (`npm run build` comes first). */
export class BuiltProgram {
  #out = ''
  #err = ''
  readonly #ended: Promise<readonly [number | null, NodeJS.Signals | null]>

  private constructor(
    private readonly process: ChildProcess,
    private readonly name: string,
  ) {
    process.stdout?.on('data', (chunk: Buffer) => (this.#out += chunk.toString()))
    process.stderr?.on('data', (chunk: Buffer) => (this.#err += chunk.toString()))
    this.#ended = once(process, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  }

  /**
   * @param args the file below `dist/src`, and what it is given.
   * @param environment added to ours, in which no database is named.
   */
  static spawn(args: readonly string[], environment: Readonly<Record<string, string>>): BuiltProgram {
    const { DATABASE_URL: _, DATA_DIR: __, ...own } = process.env
    const [file = '', ...rest] = args
    const child = spawn(process.execPath, [`dist/src/${file}`, ...rest], {
      cwd: PROJECT,
      env: { ...own, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return new BuiltProgram(child, args.join(' '))
  }

  get out(): string {
    return this.#out
  }

  get pid(): number {
    return this.process.pid ?? NaN
  }

  /** Waits until it has printed what is awaited; fails with how it ended and what it said where it ends before. */
  async printed<T>(awaited: (out: string) => T | undefined): Promise<T> {
    const ended = this.#ended.then(([code, signal]) => {
      const how = signal === null ? `with ${code}` : `by ${signal}`
      return Promise.reject(new Error(`${this.name} ended ${how}: ${this.#err}`))
    })
    ended.catch(() => undefined)
    for (;;) {
      const found = awaited(this.#out)
      if (found !== undefined) return found
      await Promise.race([once(this.process.stdout ?? this.process, 'data'), ended])
    }
  }

  /** Waits until it has said this on standard error. */
  async says(text: string): Promise<void> {
    while (!this.#err.includes(text)) await once(this.process.stderr ?? this.process, 'data')
  }

  /** Reads no more: its next write finds nobody. */
  leave(): void {
    this.process.stdout?.destroy()
  }

  async ended(): Promise<Ended> {
    const [code] = await this.#ended
    return { code, out: this.#out, err: this.#err }
  }

  async stop(signal: NodeJS.Signals): Promise<Ended> {
    this.process.kill(signal)
    return this.ended()
  }
}
