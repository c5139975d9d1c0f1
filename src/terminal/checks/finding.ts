/** What one check came to. */
export interface Finding {
  readonly check: string
  /** `warn` does not stop the service; `fail` does, or lets somebody see or lose what they should not. */
  readonly state: 'ok' | 'warn' | 'fail'
  /** One line, with what to do where it is not well. */
  readonly told: string
}

export const ok = (check: string, told: string): Finding => ({ check, state: 'ok', told })
export const warn = (check: string, told: string): Finding => ({ check, state: 'warn', told })
export const fail = (check: string, told: string): Finding => ({ check, state: 'fail', told })

/** Bytes for people: `12.3 MB`. */
export function bytes(count: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, count)) / 3)))
  const digits = power === 0 ? 0 : 1
  return `${(count / 1000 ** power).toFixed(digits)} ${units[power] ?? ''}`
}
