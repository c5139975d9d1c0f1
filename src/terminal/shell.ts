import type { Attached, Tools } from './tools.js'
import type { Graph } from './graph.js'
import { interruptible } from './interruption.js'
import type { Terminal } from './terminal.js'

export interface DatabaseOptions {
  /** The work minds the signal itself: to be stopped is how it ends. */
  readonly isEndless?: boolean
  /** Where the service has no data yet, its database is made. */
  readonly makes?: boolean
  /** Whatever is in the database is for the work to judge; else a graph must be there. */
  readonly isAnyState?: boolean
}

/** What a command is given: somewhere to print, what it is wired to, and the ways to get to its work. */
export interface Shell {
  readonly terminal: Terminal
  readonly tools: Tools
  /** Work that needs no database. Whatever it answers is the exit code. */
  alone(work: () => Promise<number>): Promise<void>
  /** Work on the address of the database, which is let go of afterwards. */
  onDatabase(work: (url: string) => Promise<number>, options?: DatabaseOptions): Promise<void>
  /** Work that asks the graph. */
  asking(work: (graph: Graph, url: string) => Promise<number>, options?: DatabaseOptions): Promise<void>
}

/** Runs the one command of this process. */
export class ProcessShell implements Shell {
  exitCode = 0

  constructor(
    readonly tools: Tools,
    readonly terminal: Terminal,
  ) {}

  async alone(work: () => Promise<number>): Promise<void> {
    this.exitCode = await work()
  }

  async onDatabase(work: (url: string) => Promise<number>, options: DatabaseOptions = {}): Promise<void> {
    const { isEndless = false, makes = false, isAnyState = false } = options
    const { tools } = this
    const attached = await tools.attach(makes)
    this.#tellNotices(attached)
    try {
      if (!isAnyState) await tools.checkDatabase(attached.url)
      const doing = isEndless ? work : interruptible(tools.signal, work)
      this.exitCode = await doing(attached.url)
    } finally {
      await attached.release()
    }
  }

  asking(work: (graph: Graph, url: string) => Promise<number>, options?: DatabaseOptions): Promise<void> {
    return this.onDatabase(async (url) => {
      const graph = await this.tools.openGraph(url, this.tools.signal)
      try {
        return await work(graph, url)
      } finally {
        await graph.close()
      }
    }, options)
  }

  #tellNotices({ notices }: Attached): void {
    for (const notice of notices) this.terminal.tell(notice)
  }
}
