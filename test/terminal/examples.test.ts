import { PassThrough } from 'node:stream'
import type { Command } from 'commander'
import { describe, expect, test } from '@jest/globals'
import { commandLine } from '../../src/terminal/command-line.js'
import type { Shell } from '../../src/terminal/shell.js'
import { Terminal } from '../../src/terminal/terminal.js'
import { sampleTools } from './sample-terminal.js'

/** A shell that understands a command and does nothing of it. */
function parsingShell(): Shell & { readonly reached: string[] } {
  const reached: string[] = []
  const reach = (how: string) => async () => void reached.push(how)
  const outputs = { out: new PassThrough(), err: new PassThrough() }
  return {
    reached,
    terminal: new Terminal(outputs),
    tools: {
      ...sampleTools(),
      operations: async () =>
        [
          'portal-01-project-page',
          'architect-02-impact-with-the-path',
          'integrator-12-what-blocks-on-a-day',
        ].map((name) => ({
          name,
          title: name,
          audience: 'portal' as const,
          document: 'query Q($code: String!, $language: Language, $of: String!, $depth: Int) { x }',
          variables: {},
        })),
    },
    alone: reach('alone'),
    onDatabase: reach('database'),
    asking: reach('graph'),
  }
}

function helpOf(command: Command): string {
  let help = ''
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp()
  return help
}

/** As a shell would split it: quotes keep words together, `$(…)`, redirections and all after them are not ours. */
function argumentsOf(example: string): string[] {
  const own = example.replace(/^\w+=\$\((.*)\)$/, '$1').replace(/ >> .*$/, '')
  return [...own.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(1)
}

function all(command: Command): Command[] {
  return command.commands.flatMap((sub) => [sub, ...all(sub)])
}

const commands = all(commandLine(parsingShell()))

test('there is a command for everything', () => {
  expect(commands.map((command) => command.name())).toEqual([
    'serve', 'migrate', 'seed', 'ask', 'impact', 'path', 'lineage', 'history', 'diff', 'changes', 'verify',
    'token', 'issue', 'list', 'revoke', 'doctor',
  ]) // prettier-ignore
})

describe('the help of each command has examples that it understands:', () => {
  test.each(commands.map((command) => [command.name(), command] as const))('%s', async (_name, command) => {
    const [, examples = ''] = helpOf(command).split('\nExamples:\n')
    const lines = examples.split('\n').filter((line) => line.trim() !== '')
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      expect(line).toMatch(/^ {2}(KEY=\$\()?vrd /)
      const shell = parsingShell()
      await commandLine(shell).parseAsync(argumentsOf(line.trim()), { from: 'user' })
      expect({ line, reached: shell.reached.length }).toEqual({ line, reached: 1 })
    }
  })

  test('and one that it does not understand would be found', async () => {
    const wrong = commandLine(parsingShell()).parseAsync(argumentsOf('vrd impact a --detph 3'), {
      from: 'user',
    })
    await expect(wrong).rejects.toThrow("unknown option '--detph'")
  })
})
