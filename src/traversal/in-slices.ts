import { setImmediate } from 'node:timers/promises'

/** Does long work on things 0 to `count` - 1 a slice at a time; between two, whoever else waits has a turn. */
export async function inSlices(
  count: number,
  size: number,
  work: (from: number, to: number) => void,
): Promise<void> {
  for (let from = 0; from < count; from += size) {
    if (from > 0) await setImmediate()
    work(from, Math.min(count, from + size))
  }
}
