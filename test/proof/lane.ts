/** `npm run proof` runs the long lane: the same tests at the numbers that are told of. */
export const LONG = process.env['VRD_PROOF'] === 'long'

/** How much of something, in the short lane and in the long one. */
export function scale(short: number, long: number): number {
  return LONG ? long : short
}

/** Prints the figures of the long lane, one line each. */
export function tell(what: string, figures: object): void {
  if (!LONG) return
  const told = Object.entries(figures).map(([name, value]) => `${name} ${textOf(value)}`)
  process.stderr.write(`${what}: ${told.join(', ')}\n`)
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
