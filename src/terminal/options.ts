import type { Command } from 'commander'
import type { Language } from '../kernel/language.js'
import { dayValue, knownAtValue, languageValue } from './argument-values.js'
import type { Asking } from './graph.js'

export const JSON_OPTION = ['--json', 'print one JSON document'] as const
export const LANGUAGE_OPTION = ['--language <language>', 'of the texts: nl or en', languageValue] as const
export const OF_OPTION = ['--of <reference>', 'of one node only, such as project:VRD3-2025-08'] as const

/** What all commands take that ask about a moment, in a language. */
export interface AskOptions {
  readonly on?: string
  readonly decidedBy?: string
  readonly knownAt?: string
  readonly language?: Language
  readonly json?: boolean
}

/** The three clocks and the language, as the API knows them. */
export function addAskOptions(command: Command): Command {
  return command
    .option('--on <day>', 'as it holds on a day, such as 2025-02-12', dayValue)
    .option('--decided-by <day>', 'only what bodies had decided, held or advised by that day', dayValue)
    .option('--known-at <version>', 'as the service knew it at a version, or at an instant', knownAtValue)
    .option(...LANGUAGE_OPTION)
    .option(...JSON_OPTION)
}

export function askingOf({ on, decidedBy, knownAt, language }: AskOptions): Asking {
  return {
    ...(language && { language }),
    ...((on ?? decidedBy ?? knownAt) !== undefined && { asOf: { on, decidedBy, knownAt } }),
  }
}

export function examples(...commands: readonly string[]): string {
  return `\nExamples:\n${commands.map((command) => `  ${command}`).join('\n')}`
}
