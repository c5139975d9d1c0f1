import { randomBytes } from 'node:crypto'
import { chmod, lchown, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StartupError } from '../../kernel/errors.js'
import { type Distribution, programOf } from './distribution.js'
import { errorCode } from './error-code.js'
import { ROLE, clusterIn, draftIn, filesIn, passwordIn } from './layout.js'
import type { Place } from './place.js'
import { isRunning } from './process.js'
import { type Account, runProgram } from './run-program.js'
import { failureIn } from './server-log.js'

/**
 * Text sorts and compares by PostgreSQL's own C.UTF-8, the same on every machine and without ICU. Which characters
 * are letters, for full text search, PostgreSQL still asks the operating system: the first of these that it knows.
 */
const CHARACTER_TYPES = process.platform === 'win32' ? ['en-US', 'C'] : ['C.UTF-8', 'en_US.UTF-8', 'C']

/** Makes the cluster aside and puts it in place in one step: a start that is killed half-way leaves nothing behind. */
export async function initialiseCluster(place: Place, distribution: Distribution): Promise<void> {
  const draft = draftIn(place.folder, process.pid)
  await rm(draft, { recursive: true, force: true })
  try {
    await initialise(draft, distribution, place.account)
    await rename(draft, clusterIn(place.folder))
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Another service made it meanwhile (Windows says EPERM): which of the two runs, the service lock decides.
    if (
      !['EEXIST', 'ENOTEMPTY', ...(process.platform === 'win32' ? ['EPERM'] : [])].includes(errorCode(error))
    )
      throw error
  }
}

/** Removes what killed first starts left. A failure is for the next start to repeat: nothing depends on it. */
export async function removeAbandonedDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^pg\.new-(\d+)$/.exec(name)?.[1]
    if (pid === undefined || isRunning(Number(pid))) continue
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

async function initialise(
  draft: string,
  distribution: Distribution,
  account: Account | undefined,
): Promise<void> {
  const [files, password] = [filesIn(draft), passwordIn(draft)]
  await mkdir(draft)
  await mkdir(files, { mode: 0o700 })
  if (account) {
    // The umask may have closed it.
    await chmod(draft, 0o755)
    await lchown(files, account.uid >>> 0, account.gid >>> 0)
  }
  await writeSecret(password, randomBytes(24).toString('base64url'), account)
  let failure = ''
  for (const characterType of CHARACTER_TYPES) {
    const { code, output } = await runProgram(
      programOf(distribution, 'initdb'),
      ['-D', files, '-U', ROLE, '--pwfile', password, '--auth', 'scram-sha-256', '--encoding', 'UTF8']
        .concat('--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8')
        .concat('--locale', 'C', '--lc-ctype', characterType, '--no-instructions'),
      { account },
    )
    if (code === 0) return
    failure = failureIn(output)
    if (!output.includes('invalid locale name')) break
  }
  throw new StartupError(
    `PostgreSQL cannot make its data directory ${files}: ${failure}; ` +
      'set DATA_DIR to another folder, start as another user, or set DATABASE_URL',
  )
}

async function writeSecret(path: string, secret: string, account: Account | undefined): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(`${secret}\n`)
    if (account) await file.chown(account.uid >>> 0, account.gid >>> 0)
  } finally {
    await file.close()
  }
}
