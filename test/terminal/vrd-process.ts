import { BuiltProgram, type Ended } from '../support/built-program.js'

/** `vrd` as a stranger runs it. */
export class VrdProcess {
  private constructor(private readonly program: BuiltProgram) {}

  static spawn(args: readonly string[], environment: Readonly<Record<string, string>>): VrdProcess {
    return new VrdProcess(BuiltProgram.spawn(['cli.js', ...args], environment))
  }

  static run(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Ended> {
    return VrdProcess.spawn(args, environment).ended()
  }

  /** Waits until it has printed so many lines of data. */
  lines(count: number): Promise<string[]> {
    return this.program.printed((out) => {
      const lines = out.split('\n').slice(0, -1)
      return lines.length >= count ? lines : undefined
    })
  }

  says(text: string): Promise<void> {
    return this.program.says(text)
  }

  leave(): void {
    this.program.leave()
  }

  ended(): Promise<Ended> {
    return this.program.ended()
  }

  stop(signal: NodeJS.Signals): Promise<Ended> {
    return this.program.stop(signal)
  }
}
