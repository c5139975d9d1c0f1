import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

/** What a process printed and how it ended. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The service as a stranger starts it: the built program in a process of its own (`npm run build` comes first). */
export class RunningService {
  #out = ''
  #err = ''
  readonly #ended: Promise<number | null>

  private constructor(private readonly process: ChildProcess) {
    process.stdout?.on('data', (chunk: Buffer) => (this.#out += chunk.toString()))
    process.stderr?.on('data', (chunk: Buffer) => (this.#err += chunk.toString()))
    this.#ended = once(process, 'close').then(([code]) => code as number | null)
  }

  static spawn(environment: Readonly<Record<string, string>>): RunningService {
    const { DATABASE_URL: _, ...own } = process.env
    return new RunningService(
      spawn(process.execPath, ['dist/src/main.js'], {
        cwd: PROJECT,
        env: { ...own, PORT: '0', ...environment },
      }),
    )
  }

  /** What it prints once it serves; fails with what it said where it ends before. */
  async ready(): Promise<string> {
    const ended = this.#ended.then(() => Promise.reject(new Error(`the service ended: ${this.#err}`)))
    ended.catch(() => undefined)
    while (!this.#out.includes('Health:'))
      await Promise.race([once(this.process.stdout ?? this.process, 'data'), ended])
    return this.#out
  }

  get url(): string {
    return /GraphQL:\s+(\S+)\/graphql/.exec(this.#out)?.[1] ?? ''
  }

  async ended(): Promise<Ended> {
    return { code: await this.#ended, out: this.#out, err: this.#err }
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.process.kill(signal)
    return this.ended()
  }
}
