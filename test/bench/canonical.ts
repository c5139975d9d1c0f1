/** A JSON value without the fields of these names, wherever they stand. */
export function without(value: unknown, ...names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, ...names))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) =>
      names.includes(name) ? [] : [[name, without(part, ...names)]],
    ),
  )
}

/**
 * Where two JSON values first differ and what stands there, `data.projects.nodes.3.code: "a" and "b"`; undefined where
 * they are equal. The order of an object's fields is of no account, that of a list is.
 */
export function firstDifference(one: unknown, other: unknown, at = ''): string | undefined {
  const isNested = [one, other].every((value) => typeof value === 'object' && value !== null)
  if (!isNested || Array.isArray(one) !== Array.isArray(other)) {
    return Object.is(one, other) ? undefined : `${at || 'the answer'}: ${shown(one)} and ${shown(other)}`
  }
  const [left, right] = [one, other] as [Record<string, unknown>, Record<string, unknown>]
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = firstDifference(left[name], right[name], at === '' ? name : `${at}.${name}`)
    if (found !== undefined) return found
  }
  return undefined
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 100)
}
