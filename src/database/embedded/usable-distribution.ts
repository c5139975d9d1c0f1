import { chmod, constants, copyFile, mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StartupError } from '../../kernel/errors.js'
import { type Distribution, programOf } from './distribution.js'
import { completeLinks } from './library-links.js'
import { type Account, runProgram } from './run-program.js'
import { sharedFolder } from './shared-folder.js'

/**
 * The distribution, or a copy of it, in a state and a place in which the account can run it. A copy is needed where
 * the project lies behind a closed door (root's home, a temporary folder), or its links cannot be made in place.
 *
 * @throws StartupError where it does not run here at all.
 */
export async function usableDistribution(original: Distribution, account?: Account): Promise<Distribution> {
  const linked = await completeLinks(original.folder)
  const inPlace = await trial(original, account)
  if (inPlace === undefined) return original
  if (linked && account === undefined) throw doesNotRun(original, inPlace)
  const copy = await copyOf(original)
  const copied = await trial(copy, account)
  if (copied !== undefined) throw doesNotRun(copy, copied)
  return copy
}

/** @returns why it does not run, `undefined` where it does. */
async function trial(distribution: Distribution, account?: Account): Promise<string | undefined> {
  const { code, output } = await runProgram(programOf(distribution, 'postgres'), ['--version'], { account })
  return code === 0 ? undefined : output.trim().replace(/\s*\n\s*/g, '; ')
}

async function copyOf(original: Distribution): Promise<Distribution> {
  const uid = process.getuid?.() ?? 0
  const user = uid === 0 ? '' : `-${uid}`
  const name = `vrd-graph-postgresql-${original.version}-${original.platform}${user}`
  const home = await sharedFolder(name, async (folder) => {
    await copyReadable(original.folder, join(folder, 'native'))
    await completeLinks(join(folder, 'native'))
  })
  return { ...original, folder: join(home, 'native') }
}

/** Copies files and folders, not links, and opens them for reading to everybody whatever their modes were. */
async function copyReadable(from: string, to: string): Promise<void> {
  await mkdir(to)
  await chmod(to, 0o755)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await copyReadable(source, target)
    if (!entry.isFile()) continue
    await copyFile(source, target, constants.COPYFILE_FICLONE)
    await chmod(target, (await stat(source)).mode & 0o100 ? 0o755 : 0o644)
  }
}

function doesNotRun(distribution: Distribution, reason: string): StartupError {
  return new StartupError(
    `PostgreSQL ${distribution.version} for ${distribution.platform} does not run on this machine (${reason}): ` +
      'set DATABASE_URL to a PostgreSQL 15 to 18 server',
  )
}
