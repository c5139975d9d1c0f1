import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { readDataSet } from '../../exchange/seed-data-set.js'
import { Problems } from '../../exchange/seed-problem.js'
import { bytes, fail, type Finding, ok, warn } from './finding.js'

/** The oldest that the service runs on, as in package.json. */
export const OLDEST_NODE = '20.19'

export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldest = 0, oldestMinor = 0] = OLDEST_NODE.split('.').map(Number)
  const isNew = major > oldest || (major === oldest && minor >= oldestMinor)
  return isNew ? ok('node', version) : fail('node', `${version} is too old: install ${OLDEST_NODE} or newer`)
}

const SCARCE = 1e9
const NONE_LEFT = 1e8

/** Free space where the service's own data lies, or will lie. */
export async function checkDisk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfsAbove(path.resolve(folder))
  const free = bavail * bsize
  const told = `${bytes(free)} free for ${folder}`
  if (free >= SCARCE) return ok('disk', told)
  return (free < NONE_LEFT ? fail : warn)('disk', `${told}: make room, or set DATA_DIR to another disk`)
}

/** Of the nearest folder that is there. */
async function statfsAbove(folder: string): Promise<{ readonly bavail: number; readonly bsize: number }> {
  try {
    return await statfs(folder)
  } catch (error) {
    if (path.dirname(folder) === folder) throw error
    return statfsAbove(path.dirname(folder))
  }
}

/** Whether the files can be read; what they say is held against the graph when they are loaded. */
export async function checkSeeds(folders: readonly string[]): Promise<Finding> {
  const problems = new Problems()
  for (const folder of folders) await readDataSet(folder, problems)
  const found = problems.error?.problems ?? []
  const [first] = found
  if (!first) return ok('seeds', folders.map((folder) => path.basename(folder)).join(', ') || 'none')
  const more = found.length > 1 ? ` (and ${found.length - 1} more: vrd seed --dry-run)` : ''
  return fail('seeds', `${first.message}${more}`)
}
