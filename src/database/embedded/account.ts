import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StartupError } from '../../kernel/errors.js'
import { type Account, runProgram } from './run-program.js'

/** The last one is everywhere; the ones before are there where PostgreSQL was installed once, and on a Mac. */
const CANDIDATES = ['postgres', '_postgres', 'nobody']

/**
 * PostgreSQL refuses to run as root. So root hands it to whoever owns the files, or the nearest folder above them, and
 * where that is root too, to a user that exists already. Everybody else runs it as himself: `undefined`.
 */
export async function serverAccount(files: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await ownerOf(files)
  if (owner !== undefined) return owner
  for (const name of CANDIDATES) {
    const account = await known(name)
    if (account !== undefined) return account
  }
  throw new StartupError(
    'PostgreSQL does not run as root and this machine has neither a user postgres nor nobody: ' +
      'start the service as an ordinary user, or set DATABASE_URL',
  )
}

/**
 * Whether the account gets into the folder: through every folder above it, by whatever rules this machine has.
 *
 * @throws StartupError where we may not act as that account at all: a container may keep even root from it.
 */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  const { code, output } = await runProgram('/bin/sh', ['-c', 'cd "$0"', folder], { account })
  if (code === null) {
    throw new StartupError(
      `PostgreSQL does not run as root, and root may not become user ${account.name} here (${output}): ` +
        'start the service as an ordinary user, or set DATABASE_URL',
    )
  }
  return code === 0
}

async function ownerOf(files: string): Promise<Account | undefined> {
  const found = await stat(files).catch(() => undefined)
  if (found === undefined) return ownerOfNearest(dirname(files))
  return found.uid === 0 ? undefined : { name: `number ${found.uid}`, uid: found.uid, gid: found.gid }
}

/** A folder that comes from another machine may have an owner unknown here, for whom `initdb` would not run. */
async function ownerOfNearest(folder: string): Promise<Account | undefined> {
  const found = await stat(folder).catch(() => undefined)
  if (found === undefined && dirname(folder) !== folder) return ownerOfNearest(dirname(folder))
  return found === undefined || found.uid === 0 ? undefined : known(`${found.uid}`)
}

async function known(user: string): Promise<Account | undefined> {
  const { code, output } = await runProgram('id', [user])
  const [, uid, name = user, gid] = /^uid=(-?\d+)(?:\((.*?)\))? gid=(-?\d+)/.exec(output) ?? []
  if (code !== 0 || uid === undefined || gid === undefined) return undefined
  return { name, uid: Number(uid), gid: Number(gid) }
}
