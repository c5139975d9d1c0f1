import type { Command } from 'commander'
import { StartupError } from '../kernel/errors.js'
import type { StoredOperation } from '../api/operations.js'
import { addAskOptions, askingOf, type AskOptions, examples } from './options.js'
import type { Shell } from './shell.js'
import { descriptionOf, operationNamed, variablesGiven, variablesOf } from './stored-operation.js'
import { aligned } from './words.js'

interface StoredAskOptions extends AskOptions {
  readonly list?: boolean
  readonly var?: readonly string[]
}

export function addAsk(program: Command, shell: Shell): void {
  const command = program
    .command('ask')
    .summary('ask a stored question')
    .description(
      'Prints the answer to an operation of schema/operations as JSON. Its variables are those it is stored with, unless ' +
        '--var names others: a list is JSON or several --var of one name, an object is JSON, null is null.',
    )
    .argument('[operation]', 'its name, with or without who asks and the number before it')
    .option('--list', 'print every stored operation: who asks, its name, its title')
    .option('--var <name=value...>', 'variables in the place of the stored ones')
  addAskOptions(command)
    .addHelpText(
      'after',
      examples(
        'vrd ask --list',
        'vrd ask portal-01-project-page --var code=VRD3-2025-01 language=NL',
        'vrd ask impact-with-the-path --var of=building-block:magda --var depth=2',
        'vrd ask integrator-12-what-blocks-on-a-day --known-at 1 --json',
      ),
    )
    .action((name: string | undefined, options: StoredAskOptions) =>
      options.list ? shell.alone(() => list(shell, options)) : askOne(shell, name, options),
    )
}

/** What is asked is known before the database is looked for. */
async function askOne(shell: Shell, name: string | undefined, options: StoredAskOptions): Promise<void> {
  if (name === undefined) throw new StartupError('Which operation? vrd ask --list shows all')
  const operation = operationNamed(name, await shell.tools.operations())
  const variables = variablesGiven(operation, options.var ?? [])
  const language = variablesOf(operation).find((variable) => variable.name === 'language')
  if (language && options.language) variables['language'] = options.language
  await shell.asking(async (graph) => {
    const answer = await graph.ask<unknown>(operation.document, variables, askingOf(options))
    await shell.terminal.print(JSON.stringify(answer, null, options.json ? 0 : 2).split('\n'))
    return 0
  })
}

async function list({ tools, terminal }: Shell, { json }: StoredAskOptions): Promise<number> {
  const operations = await tools.operations()
  await terminal.print(
    json
      ? [JSON.stringify(operations.map(listed))]
      : aligned(operations.map(({ audience, name, title }) => [audience, name, title])),
  )
  return 0
}

function listed(operation: StoredOperation): object {
  const { name, audience, title, variables } = operation
  const types = Object.fromEntries(variablesOf(operation).map((one) => [one.name, one.type]))
  return { name, audience, title, description: descriptionOf(operation), types, variables }
}
