import { readFileSync } from 'node:fs'
import type { Client } from 'pg'

/** Linux counts processor time in hundredths of a second, whatever the kernel ticks at. */
const TICK = 10

/** Milliseconds of processor time that a process has taken; null where this machine does not tell, or it has ended. */
export function processorTime(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name, which may hold spaces, stands in parentheses; user and system time are the 14th and 15th fields.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * TICK
  } catch {
    return null
  }
}

/** Megabytes of memory that a process holds now; null where this machine does not tell. */
export function memory(pid: number): number | null {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? []
    return kilobytes === undefined ? null : Number(kilobytes) / 1024
  } catch {
    return null
  }
}

/** Processor time by process of the server, of those that serve this database; empty where they run elsewhere. */
export async function serverTimes(client: Client): Promise<Map<number, number>> {
  const { rows } = await client.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  const times = rows.flatMap(({ pid }) => {
    const time = isPostgres(pid) ? processorTime(pid) : null
    return time === null ? [] : [[pid, time] as const]
  })
  return new Map(times)
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'latin1').startsWith('postgres')
  } catch {
    return false
  }
}

/** What was spent between two looks; processes that came in between count in full. Null where none was seen. */
export function spent(
  before: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
): number | null {
  if (after.size === 0) return null
  return [...after].reduce((sum, [pid, time]) => sum + time - (before.get(pid) ?? 0), 0)
}
