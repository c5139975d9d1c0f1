/** How many in a hundred, with two digits, half a hundredth rounded up: `"66.67"`; null of nothing. Both are whole numbers. */
export function percentage(part: number, whole: number): string | null {
  if (whole === 0) return null
  const hundredths = Math.floor((20_000 * part + whole) / (2 * whole))
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}
