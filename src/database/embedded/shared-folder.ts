import { chmod, lstat, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StartupError } from '../../kernel/errors.js'
import { errorCode } from './error-code.js'

/** Where things last that every user may read. The first is root's alone and never swept; the second takes anybody's. */
const BASES = ['/var/lib', '/var/tmp']

/**
 * A folder outside the project that every user of the machine can read and only we can write; made on first use.
 *
 * @param fill puts the contents in, before anybody sees the folder under its name.
 * @throws StartupError where somebody else has put something there under that name.
 */
export async function sharedFolder(
  name: string,
  fill: (folder: string) => Promise<void> = async () => {},
): Promise<string> {
  for (const base of BASES) {
    const folder = join(base, name)
    if ((await isOurs(folder)) || (await make(folder, fill))) return folder
  }
  throw new StartupError(
    `Neither ${BASES.join(' nor ')} may be written: set DATABASE_URL, or start as another user`,
  )
}

/** The folder of that name, where an earlier call has made it. */
export async function findSharedFolder(name: string): Promise<string | undefined> {
  for (const base of BASES) {
    if (await isOurs(join(base, name))) return join(base, name)
  }
  return undefined
}

async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined)
  if (found === undefined) return false
  if (found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0) return true
  throw new StartupError(
    `${folder} was not made by this service: remove it, or set DATA_DIR to a folder of your own`,
  )
}

/** @returns false where the base may not be written. */
async function make(folder: string, fill: (folder: string) => Promise<void>): Promise<boolean> {
  const draft = `${folder}.new-${process.pid}`
  try {
    await rm(draft, { recursive: true, force: true })
    await mkdir(draft)
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) return false
    throw error
  }
  try {
    await fill(draft)
    // The umask may have closed it.
    await chmod(draft, 0o755)
    await rename(draft, folder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Another process of ours was faster.
    if (!['EEXIST', 'ENOTEMPTY'].includes(errorCode(error))) throw error
  }
  return isOurs(folder)
}
