import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Variant } from './variants.js'

/** One peer runs on no older Node than this, which is why the dependencies of the peers bring it. */
const NEWEST_NEEDED = 22
const BROUGHT = fileURLToPath(new URL('peers/node_modules/node/bin/node', import.meta.url))
/** A variant may read a whole graph before it is ready. */
const MOST_SECONDS = 300

/** A variant under way. */
export interface Running {
  readonly variant: Variant
  readonly url: string
  readonly pid: number
}

/** What must be let go of at the end, the last first. */
export type Closing = (() => Promise<unknown>)[]

/** Starts a variant on a database and waits until it is ready. @throws Error with what it printed where it ends before. */
export async function startVariant(
  variant: Variant,
  databaseUrl: string,
  closing: Closing,
): Promise<Running> {
  const port = await freePort()
  const [program = '', ...rest] = variant.command
  const child = spawn(program === 'node' ? nodeForAll() : program, rest, {
    env: {
      ...process.env,
      ...variant.env,
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  closing.push(() => stop(child))
  const told: string[] = []
  child.stderr.on('data', (chunk: Buffer) => told.push(chunk.toString()))
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${variant.name} ${why}\n${told.join('')}`))
    const late = setTimeout(() => fail('is not ready'), MOST_SECONDS * 1000)
    child.once('exit', (code) => fail(`ended with ${code}`))
    child.once('error', (error) => fail(error.message))
    createInterface(child.stdout).on('line', (line) => {
      told.push(`${line}\n`)
      if (line !== 'ready') return
      clearTimeout(late)
      resolve()
    })
  })
  return { variant, url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0 }
}

/** The Node that runs every variant, the floor too: one that is newer would be quicker for that alone. */
export function nodeForAll(): string {
  return Number.parseInt(process.versions.node) >= NEWEST_NEEDED ? process.execPath : BROUGHT
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(late)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Installs what a folder's package.json asks for, where that is not done yet. */
export function install(folder: string): void {
  if (!existsSync(`${folder}/package.json`) || existsSync(`${folder}/node_modules`)) return
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' })
}
