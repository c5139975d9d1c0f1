import { lstat, readFile, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { errorCode } from './error-code.js'

interface Link {
  readonly source: string
  readonly target: string
}

/**
 * Makes the links between library names that npm cannot pack; the package's own install script makes the same ones,
 * but does not run under `npm ci --ignore-scripts`.
 *
 * @param folder of the distribution, in which `pg-symlinks.json` tells the links, counted from the folder above.
 * @returns false where they are missing and the folder may not be written.
 */
export async function completeLinks(folder: string): Promise<boolean> {
  const links = JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8')) as readonly Link[]
  const made = await Promise.all(links.map((link) => completeLink(join(folder, '..'), link)))
  return made.every(Boolean)
}

async function completeLink(root: string, { source, target }: Link): Promise<boolean> {
  const path = join(root, target)
  try {
    if (!(await exists(path))) await symlink(basename(source), path)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return true
    if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) return false
    throw new Error(`cannot link ${path} in ${dirname(path)}`, { cause: error })
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
