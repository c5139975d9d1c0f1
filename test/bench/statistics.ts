/** The middle of what was measured; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  if (low === undefined || high === undefined) throw new Error('the median of nothing')
  return (low + high) / 2
}

/** The median of each number over rounds; null where any round could not measure it. */
export function medians<Figures extends Readonly<Record<string, number | null>>>(
  rounds: readonly Figures[],
): Figures {
  const [first] = rounds
  if (!first) throw new Error('no round was run')
  return Object.fromEntries(
    Object.keys(first).map((name) => {
      const values = rounds.flatMap((round) => round[name] ?? [])
      return [name, values.length === rounds.length ? median(values) : null]
    }),
  ) as Figures
}
