import type { Command } from 'commander'
import type { Role, Scope } from '../access/caller.js'
import { numberValue, roleValue, scopeValues } from './argument-values.js'
import type { KeyRing, KeyTold } from './key-ring.js'
import { examples, JSON_OPTION } from './options.js'
import type { Shell } from './shell.js'
import { aligned } from './words.js'

interface JsonOption {
  readonly json?: boolean
}

interface IssueOptions extends JsonOption {
  readonly role: Role
  readonly name: string
  readonly entity?: string
  readonly scope?: readonly Scope[]
  readonly days: number
  readonly reason: string
}

const REASON = ['--reason <text>', 'why; it is kept with the key'] as const

/** `token issue`, `token list` and `token revoke`. */
export function addToken(program: Command, shell: Shell): void {
  const token = program
    .command('token')
    .summary('issue, list and revoke the keys of machines')
    .description('Keys by which programs call the API. Only a hash of each is kept.')
    .addHelpText(
      'after',
      examples('vrd token list', "vrd token revoke 3f9c02b1d7a4 --reason 'found in a log'"),
    )
  addIssue(token, shell)
  token
    .command('list')
    .summary('print every key, the live ones first')
    .description(
      'Prints every key: its prefix, its state, what it is good for and until when; never the key itself.',
    )
    .option(...JSON_OPTION)
    .addHelpText('after', examples('vrd token list', 'vrd token list --json'))
    .action((options: JsonOption) => onKeys(shell, (keys) => list(keys, options, shell)))
  token
    .command('revoke')
    .summary('make a key worthless from the next request on')
    .description('Revokes a key. Ends with 1 where there is no such key.')
    .argument('<key>', 'its prefix as vrd token list prints it, or the whole key')
    .requiredOption(...REASON)
    .option(...JSON_OPTION)
    .addHelpText('after', examples("vrd token revoke 3f9c02b1d7a4 --reason 'found in a log'"))
    .action((prefix: string, options: JsonOption & { readonly reason: string }) =>
      onKeys(shell, (keys) => revoke(keys, prefix, options, shell)),
    )
}

function addIssue(token: Command, shell: Shell): void {
  token
    .command('issue')
    .summary('issue a key')
    .description(
      'Prints the new key, this once and nothing else, to standard output; what it is good for is told on standard ' +
        'error. Two keys of one name may live at once, so that one can take over from the other.',
    )
    .requiredOption('--role <role>', 'such as programme-office or entity', roleValue)
    .requiredOption('--name <name>', 'what it is for')
    .option('--entity <code>', 'code or OVO code of the entity that it speaks for, with the role entity')
    .option('--scope <scope...>', 'read, or read write; read unless told', scopeValues)
    .option('--days <days>', 'how long it lives, from 1 to 366', numberValue(1, 366), 90)
    .requiredOption(...REASON)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples(
        "KEY=$(vrd token issue --role programme-office --name loader --scope read write --reason 'nightly load')",
        "vrd token issue --role entity --entity OVO001835 --name abb --days 30 --reason 'trial'",
      ),
    )
    .action((options: IssueOptions) => onKeys(shell, (keys) => issue(keys, options, shell)))
}

function onKeys(shell: Shell, work: (keys: KeyRing) => Promise<number>): Promise<void> {
  return shell.onDatabase((url) => shell.tools.withKeys(url, work))
}

async function issue(keys: KeyRing, options: IssueOptions, { terminal }: Shell): Promise<number> {
  const { role, name, entity = null, scope: scopes = ['READ'], days, reason, json } = options
  const { key, text } = await keys.issue({ role, name, entity, scopes, days }, reason)
  await terminal.print([json ? JSON.stringify({ key, secret: text }) : text])
  terminal.tell(`issued ${line(key)}`)
  terminal.tell('it is shown this once: keep it where nobody else reads it')
  return 0
}

async function list(keys: KeyRing, { json }: JsonOption, { terminal }: Shell): Promise<number> {
  const all = await keys.list()
  await terminal.print(json ? [JSON.stringify(all)] : aligned(all.map(cells)))
  if (all.length === 0) terminal.tell('there is no key yet: vrd token issue makes one')
  return 0
}

async function revoke(
  keys: KeyRing,
  prefix: string,
  { reason, json }: JsonOption & { readonly reason: string },
  { terminal }: Shell,
): Promise<number> {
  const key = await keys.revoke(prefix, reason)
  await terminal.print([json ? JSON.stringify(key) : line(key)])
  return 0
}

function line(key: KeyTold): string {
  return aligned([cells(key)]).join('')
}

function cells({ prefix, role, scopes, expiresAt, lastUsedAt, revokedAt, live, name }: KeyTold): string[] {
  const state = live
    ? `live until ${instant(expiresAt)}`
    : revokedAt
      ? `revoked ${instant(revokedAt)}`
      : `expired ${instant(expiresAt)}`
  const used = lastUsedAt ? `used ${instant(lastUsedAt)}` : 'never used'
  return [prefix, state, role.toLowerCase().replaceAll('_', '-'), scopes.join(' ').toLowerCase(), used, name]
}

/** To the minute, in UTC. */
function instant(at: Date): string {
  return at.toISOString().replace(/:\d\d\.\d+Z$/, 'Z')
}
