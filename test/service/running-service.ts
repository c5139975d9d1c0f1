import { BuiltProgram, type Ended } from '../support/built-program.js'

/** The service as a stranger starts it, on a port that the system chooses unless the environment names one. */
export class RunningService {
  private constructor(private readonly program: BuiltProgram) {}

  /** @param args the program and what it is given; what `npm start` runs unless told. */
  static spawn(
    environment: Readonly<Record<string, string>>,
    args: readonly string[] = ['main.js'],
  ): RunningService {
    return new RunningService(BuiltProgram.spawn(args, { PORT: '0', ...environment }))
  }

  /** What it prints once it serves; fails with how it ended and what it said where it ends before. */
  ready(): Promise<string> {
    return this.program.printed((out) => (out.includes('Health:') ? out : undefined))
  }

  get url(): string {
    return /GraphQL:\s+(\S+)\/graphql/.exec(this.program.out)?.[1] ?? ''
  }

  get pid(): number {
    return this.program.pid
  }

  ended(): Promise<Ended> {
    return this.program.ended()
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    return this.program.stop(signal)
  }
}
