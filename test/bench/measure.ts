import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Client } from 'pg'
import type { Running } from './child.js'
import { memory, processorTime, serverTimes, spent } from './process-figures.js'
import type { Asking, Operation, Variables } from './variants.js'

/** What one variant did under load; per request where it says so. Null where this machine does not tell. */
export interface Figures extends Readonly<Record<string, number | null>> {
  /** Requests each second. */
  readonly rate: number
  /** Milliseconds that the middle request, and that the slowest hundredth, took at least. */
  readonly p50: number
  readonly p99: number
  /** Milliseconds of processor time per request, of the variant's own process and of PostgreSQL. */
  readonly nodeTime: number | null
  readonly databaseTime: number | null
  /** Megabytes that the variant's own process holds. */
  readonly memory: number | null
}

interface Load {
  readonly answers: number
  readonly failures: number
  readonly seconds: number
  readonly p50: number
  readonly p99: number
}

const LOAD = fileURLToPath(new URL('load.js', import.meta.url))
/** A page that is asked again and again is one of a few. */
const REPEATED = 20

/** The questions that a variant is asked under load. */
function asked({ variant }: Running, questions: readonly Variables[]): readonly Variables[] {
  return variant.repeats === true ? questions.slice(0, REPEATED) : questions
}

export interface Pressure {
  /** How many requests are under way at once. */
  readonly connections: number
  readonly seconds: number
}

/** @throws Error where any request fails: what is quick to fail is not fast. */
export async function measure(
  running: Running,
  operation: Operation,
  questions: readonly Variables[],
  client: Client,
  pressure: Pressure,
): Promise<Figures> {
  // Pools give back what nobody uses: since its last turn a variant may have lost its connections and all that was prepared on them.
  await putLoad(running, operation, questions, { ...pressure, seconds: OPENING })
  const before = { node: processorTime(running.pid), server: await serverTimes(client) }
  const load = await putLoad(running, operation, questions, pressure)
  const after = { node: processorTime(running.pid), server: await serverTimes(client) }
  const perRequest = (time: number | null) =>
    time === null || load.answers === 0 ? null : time / load.answers
  return {
    rate: load.answers / load.seconds,
    p50: load.p50,
    p99: load.p99,
    nodeTime: perRequest(after.node === null || before.node === null ? null : after.node - before.node),
    databaseTime: perRequest(spent(before.server, after.server)),
    memory: memory(running.pid),
  }
}

/** Seconds after which nothing gets quicker any more; a variant that is slow needs no more answers than these. */
const WARM_UP = 8
const WARM = 2_000
/** Seconds before each turn. */
const OPENING = 1

/** Until code is compiled and optimized, and every connection has its statements prepared and planned. */
export async function warmUp(
  running: Running,
  operation: Operation,
  questions: readonly Variables[],
  connections: number,
): Promise<void> {
  let answers = 0
  for (let second = 0; second < WARM_UP && (second < WARM_UP / 2 || answers < WARM); second += 2) {
    answers += (await putLoad(running, operation, questions, { connections, seconds: 2 })).answers
  }
}

async function putLoad(
  running: Running,
  operation: Operation,
  questions: readonly Variables[],
  { connections, seconds }: Pressure,
): Promise<Load> {
  const { url, variant } = running
  const asking = variant.operations[operation]
  if (!asking) throw new Error(`${variant.name} does not serve ${operation}`)
  const bodies = asked(running, questions).map((variables) => JSON.stringify(asking.body(variables)))
  const child = spawn(process.execPath, [LOAD], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify({ url: url + asking.path, bodies, connections, seconds }))
  const load = JSON.parse(await text(child.stdout)) as Load
  if (load.failures > 0) throw new Error(`${variant.name}: ${load.failures} requests of ${operation} failed`)
  return load
}

/** One answer as our service would give it. @throws Error where the variant refuses. */
export async function answerOf(running: Running, asking: Asking, variables: Variables): Promise<unknown> {
  const response = await fetch(running.url + asking.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asking.body(variables)),
  })
  const body = await response.text()
  if (!response.ok || /^\{"errors"/.test(body))
    throw new Error(`${running.variant.name} answers ${response.status} ${body.slice(0, 300)}`)
  return asking.canonical(JSON.parse(body))
}
