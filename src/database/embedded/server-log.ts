import { readFile } from 'node:fs/promises'
import { logIn } from './layout.js'

/** What went wrong, in one line, out of what a PostgreSQL program has printed. */
export function failureIn(output: string): string {
  const lines = output.split('\n').map((line) => line.trim())
  const told =
    lines.findLast((line) => /\b(FATAL|PANIC|error):/.test(line)) ?? lines.findLast((line) => line !== '')
  return told?.replace(/^.*?\b(FATAL|PANIC|error): +/, '') ?? 'it ended without a word'
}

export async function readLog(files: string): Promise<string> {
  return readFile(logIn(files), 'utf8').catch(() => '')
}
