/**
 * A client that keeps a copy of the graph by `changes`, to be killed at any moment:
 * `node --import ./test/support/typescript.js test/history/synchronising-client.ts URL FILE`.
 * Copy and place are one file, which is replaced whole; so it never knows more, or less, than its place says.
 */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

/** What it keeps. */
export interface Kept {
  readonly place: string
  /** What stands, by subject. */
  readonly copy: Readonly<Record<string, unknown>>
  /** `version subject` of every change that it took in, in order. */
  readonly told: readonly string[]
}

interface Page {
  readonly nodes: readonly { readonly version: string; readonly subject: string; readonly after: unknown }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
}

const NOTHING: Kept = { place: '0', copy: {}, told: [] }
const CHANGES = `query ($after: GraphVersion!) {
  changes(after: $after, first: 100) { nodes { version subject after } pageInfo { hasNextPage endCursor } } }`

export async function readKept(file: string): Promise<Kept> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? NOTHING : (JSON.parse(text) as Kept)
}

/** Longer than this no answer is waited for. */
const PATIENCE = 10_000

/** Takes in all that is there. @param keep is given what is known after each page */
export async function pull(url: string, from: Kept, keep: (kept: Kept) => Promise<void>): Promise<Kept> {
  let kept = from
  for (let hasNext = true; hasNext;) {
    const { nodes, pageInfo } = await askChanges(url, kept.place)
    hasNext = pageInfo.hasNextPage
    if (pageInfo.endCursor === kept.place) continue
    const copy = { ...kept.copy }
    for (const { subject, after } of nodes) {
      if (after === null) Reflect.deleteProperty(copy, subject)
      else copy[subject] = after
    }
    const told = [...kept.told, ...nodes.map(({ version, subject }) => `${version} ${subject}`)]
    kept = { place: pageInfo.endCursor, copy, told }
    await keep(kept)
  }
  return kept
}

async function askChanges(url: string, after: string): Promise<Page> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: CHANGES, variables: { after } }),
    signal: AbortSignal.timeout(PATIENCE),
  })
  const { data, errors } = (await response.json()) as { data?: { changes: Page } | null; errors?: unknown }
  if (!data) throw new Error(JSON.stringify(errors))
  return data.changes
}

/** Until the service tells of a version after this one, or a cut connection says that it is time to look. */
async function untilNews(url: string, after: string): Promise<void> {
  const leave = new AbortController()
  const query = `subscription { versions(after: "${after}") { version } }`
  const response = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.any([leave.signal, AbortSignal.timeout(PATIENCE)]),
  })
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
    if (Buffer.from(chunk).toString().includes('event: ')) break
  leave.abort()
}

async function replace(file: string, kept: Kept): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(kept))
  await rename(`${file}.new`, file)
}

async function run(url: string, file: string): Promise<never> {
  // A signal's own timer ends no wait by itself: where a connection dies at the wrong moment, nothing else is left to do so.
  setInterval(() => undefined, PATIENCE)
  for (let kept = await readKept(file); ;) {
    try {
      kept = await pull(url, kept, (known) => replace(file, known))
      await untilNews(url, kept.place)
    } catch {
      // The service or its database is away; what was kept is kept.
      kept = await readKept(file)
      await delay(50)
    }
  }
}

const [, program = '', url, file] = process.argv
if (program.endsWith('synchronising-client.ts') && url && file) await run(url, file)
