import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** `vrd` as a stranger runs it: the built program in a process of its own (`npm run build` comes first). */
export class VrdProcess {
  #out = ''
  #err = ''
  readonly #ended: Promise<number | null>

  private constructor(private readonly process: ChildProcess) {
    process.stdout?.on('data', (chunk: Buffer) => (this.#out += chunk.toString()))
    process.stderr?.on('data', (chunk: Buffer) => (this.#err += chunk.toString()))
    this.#ended = once(process, 'close').then(([code]) => code as number | null)
  }

  static spawn(args: readonly string[], environment: Readonly<Record<string, string>>): VrdProcess {
    const { DATABASE_URL: _, DATA_DIR: __, ...own } = process.env
    const child = spawn(process.execPath, ['dist/src/cli.js', ...args], {
      cwd: PROJECT,
      env: { ...own, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return new VrdProcess(child)
  }

  static run(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Ended> {
    return VrdProcess.spawn(args, environment).ended()
  }

  /** Waits until it has printed so many lines of data; fails with what it said where it ends before. */
  async lines(count: number): Promise<string[]> {
    const ended = this.#ended.then((code) =>
      Promise.reject(new Error(`vrd ended with ${code}: ${this.#err}`)),
    )
    ended.catch(() => undefined)
    for (;;) {
      const lines = this.#out.split('\n').slice(0, -1)
      if (lines.length >= count) return lines
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
    return { code: await this.#ended, out: this.#out, err: this.#err }
  }

  async stop(signal: NodeJS.Signals): Promise<Ended> {
    this.process.kill(signal)
    return this.ended()
  }
}
