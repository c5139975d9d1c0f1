import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { canEnter } from '../../src/database/embedded/account.js'

const NOBODY = { name: 'nobody', uid: 65534, gid: 65534 }

/** Whether a process of another user could run this project: root's own may stand behind a closed door. */
export async function othersCanRunThis(): Promise<boolean> {
  if (process.getuid?.() !== 0) return true
  const folders = [dirname(process.execPath), fileURLToPath(new URL('.', import.meta.url))]
  return (await Promise.all(folders.map((folder) => canEnter(NOBODY, folder)))).every(Boolean)
}

/** Whom to run a process as, so that it has no special rights: nobody, or ourselves where we have none. */
export function ordinaryUser(): number | undefined {
  return process.getuid?.() === 0 ? NOBODY.uid : undefined
}
