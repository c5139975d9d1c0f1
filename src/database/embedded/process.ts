import { readFile } from 'node:fs/promises'
import { errorCode } from './error-code.js'
import { runProgram } from './run-program.js'

/** Whether there is a process of that number, whoever owns it. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/**
 * Whether the process of that number is the PostgreSQL server on these files. After a restart of the machine or the container the number
 * in an old `postmaster.pid` may be anybody's. Windows gives no cheap answer: there, any living process counts.
 */
export async function isServerOn(files: string, pid: number): Promise<boolean> {
  if (!isRunning(pid)) return false
  if (process.platform === 'win32') return true
  return (await commandLineOf(pid)).includes(`postgres -D ${files} `)
}

/** '' for a process that has ended but is not yet buried: its number still counts as running. */
async function commandLineOf(pid: number): Promise<string> {
  if (process.platform !== 'linux')
    return (await runProgram('ps', ['-ww', '-p', `${pid}`, '-o', 'args='])).output
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return commandLine.replaceAll('\0', ' ')
}
