import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const MOST_OUTPUT = 200_000_000

/** Runs one of the programs of this folder in a process of its own. @returns what it tells as JSON */
export async function inProcess<Told>(program: string, plan: object): Promise<Told> {
  const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', here('../support/typescript.js'), here(program), JSON.stringify(plan)],
    { maxBuffer: MOST_OUTPUT },
  )
  return JSON.parse(stdout) as Told
}
