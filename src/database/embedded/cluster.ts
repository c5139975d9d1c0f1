import { randomBytes } from 'node:crypto'
import { readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { StartupError } from '../../kernel/errors.js'
import type { Distribution } from './distribution.js'
import { errorCode } from './error-code.js'
import { initialiseCluster } from './initialise-cluster.js'
import { clusterIn, filesIn, passwordIn, servicePasswordIn, versionIn } from './layout.js'
import type { Place } from './place.js'

/** What PostgreSQL calls a cluster: all databases of one server. */
export interface Cluster {
  /** What `postgres -D` wants. */
  readonly files: string
  readonly password: string
}

/** The cluster in its place, made on the first start. @throws StartupError where what stands there is not ours to run. */
export async function prepareCluster(place: Place, distribution: Distribution): Promise<Cluster> {
  const cluster = clusterIn(place.folder)
  const files = filesIn(cluster)
  const present = await majorOf(files)
  if (present === undefined) {
    await refuseForeign(cluster)
    await initialiseCluster(place, distribution)
  } else if (present !== distribution.major) {
    throw new StartupError(
      `The data in ${cluster} was written by PostgreSQL ${present} and this service brings ${distribution.major}: ` +
        'move that folder away to start afresh, or set DATA_DIR to another one',
    )
  }
  await refuseOtherOwner(files)
  return { files, password: await readPassword(cluster) }
}

export async function readPassword(cluster: string): Promise<string> {
  return (await readFile(passwordIn(cluster), 'utf8')).trim()
}

/**
 * The password of the service's login: made once and kept, so that a program beside the service uses the same. Only
 * for whoever has the server to itself.
 */
export async function provideServicePassword(cluster: string): Promise<string> {
  const file = servicePasswordIn(cluster)
  const present = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return ''
    throw error
  })
  if (present !== '') return present.trim()
  const password = randomBytes(24).toString('base64url')
  const draft = `${file}.new`
  await rm(draft, { force: true })
  await writeFile(draft, `${password}\n`, { mode: 0o600, flag: 'wx' })
  await rename(draft, file)
  return password
}

/** The major version of the data in these files; undefined where there is none. */
export async function majorOf(files: string): Promise<string | undefined> {
  try {
    return (await readFile(versionIn(files), 'utf8')).trim()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

async function refuseForeign(cluster: string): Promise<void> {
  const contents = await readdir(cluster).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  })
  if (contents.length === 0) return
  throw new StartupError(
    `${cluster} holds something else than the data of this service: move it away, or set DATA_DIR to another folder`,
  )
}

/** Data that somebody restored as root is root's, and PostgreSQL runs as no root. */
async function refuseOtherOwner(files: string): Promise<void> {
  if (process.getuid?.() !== 0 || (await stat(files)).uid !== 0) return
  throw new StartupError(
    `The data in ${files} belongs to root, and PostgreSQL does not run as root: ` +
      'give it to another user (chown -R), or set DATA_DIR to another folder',
  )
}
