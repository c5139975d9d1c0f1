import { parseArgs } from 'node:util'
import { OPERATIONS, type Operation } from './variants.js'

/** What to run. */
export interface BenchOptions {
  /** Which data; `growth` compares ten times the data of scale 1 with it. */
  readonly data: { readonly scale: number } | 'traversal' | 'growth'
  readonly rounds: number
  readonly seconds: number
  readonly connections: number
  readonly operations: readonly Operation[]
  /** Names of variants; all where none is given. */
  readonly variants: readonly string[]
  readonly check: boolean
  readonly write: boolean
  /** Only makes the database and tells where it is. */
  readonly generate: boolean
}

export const USAGE = `npm run bench -- [--scale 1] [--traversal | --growth] [--only portal,small] [--variants floor,service]
  [--rounds 5] [--seconds 3] [--connections 16] [--check] [--write] [--generate]`

/** @throws Error that says what is wrong with the command line. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scale: { type: 'string', default: '1' },
      traversal: { type: 'boolean', default: false },
      growth: { type: 'boolean', default: false },
      only: { type: 'string' },
      variants: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      connections: { type: 'string' },
      check: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      generate: { type: 'boolean', default: false },
    },
  })
  const count = (name: 'scale' | 'rounds' | 'seconds' | 'connections', unlessTold = 1) => {
    const number = Number(values[name] ?? unlessTold)
    if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} must be a whole number from 1`)
    return number
  }
  const data = values.traversal ? 'traversal' : values.growth ? 'growth' : { scale: count('scale') }
  const names = (list: string | undefined) => (list === undefined ? [] : list.split(','))
  const only = names(values.only)
  const unknown = only.filter((name) => !OPERATIONS.some((operation) => operation === name))
  if (unknown.length > 0) throw new Error(`--only knows ${OPERATIONS.join(', ')}, not ${unknown.join(', ')}`)
  // What is written takes the place of all that was measured before on such data.
  if (values.write && (only.length > 0 || values.variants !== undefined))
    throw new Error('--write is for a run of everything, without --only and --variants')
  const usual = data === 'traversal' ? ['impact'] : data === 'growth' ? ['portal'] : OPERATIONS
  return {
    data,
    rounds: count('rounds'),
    seconds: count('seconds'),
    // One walk at a time is timed; of other operations, how many are served at once.
    connections: count('connections', data === 'traversal' ? 1 : 16),
    operations: OPERATIONS.filter((name) => (only.length > 0 ? only : usual).includes(name)),
    variants: names(values.variants),
    check: values.check,
    write: values.write,
    generate: values.generate,
  }
}
