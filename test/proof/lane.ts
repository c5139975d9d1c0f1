/** `npm run proof` runs the long lane: the same tests at the numbers that are told of. */
export const LONG = process.env['VRD_PROOF'] === 'long'

/** How much of something, in the short lane and in the long one. */
export function scale(short: number, long: number): number {
  return LONG ? long : short
}

/** Prints the figures of the long lane, one line each. */
export function tell(what: string, figures: Readonly<Record<string, string | number>>): void {
  if (!LONG) return
  const told = Object.entries(figures).map(([name, value]) => `${name} ${String(value)}`)
  process.stderr.write(`${what}: ${told.join(', ')}\n`)
}
