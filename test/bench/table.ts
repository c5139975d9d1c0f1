import type { Committed, Line, Results } from './results.js'

const HEAD = [
  '',
  'variant',
  'ratio',
  'requests/s',
  'p50 ms',
  'p99 ms',
  'Node ms',
  'PostgreSQL ms',
  'memory MB',
]

function cells({ operation, variant, ratio, figures }: Line, isFirst: boolean): string[] {
  const { rate, p50, p99, nodeTime, databaseTime, memory } = figures
  const told = (value: number | null, digits: number) =>
    value === null ? 'not measured' : value.toFixed(digits)
  return [
    isFirst ? operation : '', variant, ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2), rate >= 100 ? rate.toFixed(0) : rate.toFixed(1),
    told(p50, 0), told(p99, 0), told(nodeTime, 2), told(databaseTime, 2), told(memory, 0),
  ] // prettier-ignore
}

/** The lines as a Markdown table, its columns as wide as their widest cell: so Prettier leaves it as it is. */
export function markdownTable(lines: readonly Line[]): string {
  const rows = lines.map((line, i) => cells(line, line.operation !== lines[i - 1]?.operation))
  const widths = HEAD.map((head, at) => Math.max(3, head.length, ...rows.map((row) => row[at]?.length ?? 0)))
  const isText = (at: number) => at < 2
  const row = (texts: readonly string[]) =>
    `| ${texts.map((text, at) => (isText(at) ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, at) => (isText(at) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [row(HEAD), rule, ...rows.map(row)].join('\n')
}

/** A part with its table, as the README quotes it. */
export function quotedPart(part: string, { date, machine, lines }: Results): string {
  return `${part}, ${date}, ${machine}:\n\n${markdownTable(lines)}`
}

const OPENS = '<!-- what npm run bench -- --write has measured -->'
const CLOSES = '<!-- to here -->'

/** The README with the committed results in the place of those before. */
export function withResults(readme: string, committed: Committed): string {
  const [before, rest] = [readme.indexOf(OPENS), readme.indexOf(CLOSES)]
  if (before < 0 || rest < before)
    throw new Error(`the README has no place for results: ${OPENS} … ${CLOSES}`)
  const parts = Object.entries(committed).map(([part, results]) => quotedPart(part, results))
  return `${readme.slice(0, before)}${[OPENS, ...parts].join('\n\n')}\n\n${readme.slice(rest)}`
}
