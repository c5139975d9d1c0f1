import { createHash } from 'node:crypto'
import { access, chmod, mkdir, readdir, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StartupError } from '../../kernel/errors.js'
import { canEnter, serverAccount } from './account.js'
import { majorOf } from './cluster.js'
import { clusterIn, filesIn } from './layout.js'
import type { Account } from './run-program.js'
import { findSharedFolder, sharedFolder } from './shared-folder.js'

/** Where the data lives and who runs the server on it. */
export interface Place {
  readonly folder: string
  readonly account: Account | undefined
  readonly notices: readonly string[]
}

/**
 * The data directory as asked, made where it is missing. Where root asks for one that the server's user cannot reach
 * (root's home is closed to others), a folder of the same lasting kind elsewhere, always the same one for the same
 * asked path.
 *
 * @throws StartupError where data of an earlier start is now out of reach: starting afresh would look like a loss.
 */
export async function findPlace(asked: string): Promise<Place> {
  const account = await serverAccount(filesIn(clusterIn(asked)))
  const made = await mkdir(asked, { recursive: true })
  // One name for one folder: a running server is recognised by the path it was started with.
  const there = { folder: await realpath(asked), account, notices: [] }
  if (account === undefined) return there
  if (made !== undefined || (await readdir(asked)).length === 0) await openFolders(asked, made ?? asked)
  if (await canEnter(account, asked)) return there
  if (await exists(clusterIn(asked))) {
    throw new StartupError(
      `User ${account.name} runs PostgreSQL but no longer reaches the data in ${asked}: ` +
        'let others enter (chmod o+x) the folders above, or set DATA_DIR',
    )
  }
  const folder = await sharedFolder(nameElsewhere(asked))
  return {
    folder,
    account: await serverAccount(filesIn(clusterIn(folder))),
    notices: [`The data lives in ${folder}: user ${account.name} runs PostgreSQL and cannot reach ${asked}`],
  }
}

/** Where the data of an earlier start lies, in the directory asked or elsewhere; undefined where there is none. Makes nothing. */
export async function findData(asked: string): Promise<string | undefined> {
  if ((await majorOf(filesIn(clusterIn(asked)))) !== undefined) return realpath(asked)
  if (process.getuid?.() !== 0) return undefined
  const folder = await findSharedFolder(nameElsewhere(asked))
  const holdsData = folder !== undefined && (await majorOf(filesIn(clusterIn(folder)))) !== undefined
  return holdsData ? folder : undefined
}

function nameElsewhere(asked: string): string {
  return `vrd-graph-${createHash('sha256').update(asked).digest('hex').slice(0, 12)}`
}

/** Lets everybody enter the folders that are ours alone so far: a strict umask or mkdtemp closes them. */
async function openFolders(folder: string, topmost: string): Promise<void> {
  await chmod(folder, (await stat(folder)).mode | 0o111)
  if (folder !== topmost) await openFolders(dirname(folder), topmost)
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
