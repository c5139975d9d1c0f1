import type { Writable } from 'node:stream'

/** Where the program writes: data to the one, everything else to the other. */
export interface Outputs {
  readonly out: Writable
  readonly err: Writable & { readonly isTTY?: boolean }
}

/** Writes lines in order, at the pace of the reader. A reader that leaves (`vrd changes | head`) is no error. */
export class Terminal {
  #isClosed = false
  #hasProgress = false

  constructor(private readonly outputs: Outputs) {
    // Each write tells its own failure; unheard here, the same would end the process.
    outputs.out.on('error', () => undefined)
    outputs.err.on('error', () => undefined)
  }

  /** True once nobody reads the data any more. */
  isClosed(): boolean {
    return this.#isClosed
  }

  async print(lines: readonly string[]): Promise<void> {
    if (this.#isClosed || lines.length === 0) return
    this.#endProgress()
    const text = lines.map((line) => `${line}\n`).join('')
    const failure = await new Promise<Error | null | undefined>((resolve) => {
      this.outputs.out.write(text, resolve)
    })
    if (!failure) return
    if (!isLeaving(failure)) throw failure
    this.#isClosed = true
  }

  /** Anything but data. */
  tell(text: string): void {
    this.#endProgress()
    this.outputs.err.write(`${visible(text).replace(/^/gm, 'vrd: ')}\n`)
  }

  /** What is wrong with files, a line each, as editors and compilers read it: without our name before it. */
  complain(lines: readonly string[]): void {
    this.#endProgress()
    this.outputs.err.write(lines.map((line) => `${visible(line)}\n`).join(''))
  }

  /** Help and complaints of the command line itself, which are whole already. */
  readonly raw = {
    writeOut: (text: string): void => void this.outputs.out.write(text),
    writeErr: (text: string): void => void this.outputs.err.write(text),
  }

  /** One line that overwrites itself, for people only. */
  progress(text: string): void {
    if (!this.outputs.err.isTTY) return
    this.outputs.err.write(`\r${text}\x1b[K`)
    this.#hasProgress = true
  }

  /** Tells people that work is under way, and for how long. */
  async during<T>(what: string, work: () => Promise<T>): Promise<T> {
    const start = Date.now()
    const tell = (): void => this.progress(`${what}: ${Math.round((Date.now() - start) / 1000)} s`)
    tell()
    const clock = setInterval(tell, 1_000)
    try {
      return await work()
    } finally {
      clearInterval(clock)
      this.#endProgress()
    }
  }

  #endProgress(): void {
    if (this.#hasProgress) this.outputs.err.write('\r\x1b[K')
    this.#hasProgress = false
  }
}

function isLeaving(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED'
}

/** Control characters as `\x1b`: what somebody wrote into the graph must not steer the terminal of who reads it. */
export function visible(text: string): string {
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, (sign) => {
    return `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
}
