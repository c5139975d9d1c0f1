import type { StoredOperation } from './api/operations.js'
import type { DataSetReport } from './exchange/load-report.js'
import type { Service } from './service.js'
import { dataSetChanges } from './terminal/seed.js'

/** What a stranger sees first: what was loaded, that the money adds up, three questions with their answers, and where to go on. */
export async function welcome(service: Service): Promise<string> {
  const examples = await Promise.all(service.examples.map((example) => answered(service.url, example)))
  return [
    ...service.notices,
    ...loadedLines(service),
    '',
    ...totalLines(service),
    '',
    ...examples,
    `Ask more:   ${service.url}/           in the browser`,
    `GraphQL:    ${service.url}/graphql`,
    `Schema:     ${service.url}/schema.graphql`,
    `Health:     ${service.url}/livez and ${service.url}/readyz`,
    '',
  ].join('\n')
}

function loadedLines({ loaded }: Service): string[] {
  const { nodes, relations } = loaded.totals
  const total = Object.values(nodes).reduce((sum, count) => sum + count, 0)
  return [
    ...loaded.dataSets.map((set) => `Loaded ${set.origin}: ${dataSetChanges(set)}${left(set)}.`),
    `The graph holds ${total} nodes and ${relations} relations, besides those in typed fields.`,
  ]
}

function left({ leftAlone: { length } }: DataSetReport): string {
  return length === 0 ? '' : `; ${length} left as decided since, vrd seed tells which`
}

function totalLines({ totals }: Service): string[] {
  return totals.map(({ code, allocations, allocated, appropriated, agrees }) => {
    const sum = `${euro(allocated)} in ${String(allocations).padStart(2)} allocations, of ${euro(appropriated)} appropriated`
    return `${agrees ? '✓' : '✗'} ${code.padEnd(12)} ${sum}`
  })
}

function euro(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+(?!\d))/g, ',').padStart(13)
}

async function answered(url: string, { title, document, variables }: StoredOperation): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document, variables }),
  })
  const { data } = (await response.json()) as { data: unknown }
  const query = document.replace(/^#.*\n/gm, '').trim()
  const given = Object.keys(variables).length > 0 ? `\n\n${indented(JSON.stringify(variables))}` : ''
  return `${title}\n\n${indented(query)}${given}\n\n${indented(JSON.stringify(data))}\n`
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ')
}
