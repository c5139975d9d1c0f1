import { BadInputError } from '../kernel/errors.js'
import { isCalendarDate } from '../kernel/fuzzy-date.js'
import { isInstant, isVersion, type Moment, PRESENT } from '../kernel/moment.js'

const WHERE = 'extensions.asOf'

/** What each clock takes, in the words of a refusal. */
const CLOCKS = {
  on: { takes: 'a day such as "2025-02-12"', accepts: isCalendarDate },
  decidedBy: { takes: 'a day such as "2025-02-12"', accepts: isCalendarDate },
  knownAt: {
    takes: 'a graph version such as "12", or an instant such as "2025-02-12T09:00:00Z"',
    accepts: (text: string) => isVersion(text) || isInstant(text),
  },
} as const satisfies Record<keyof Moment, unknown>

type Clock = keyof typeof CLOCKS
const NAMES = Object.keys(CLOCKS) as Clock[]

/**
 * The moment that a request asks for in `extensions.asOf`.
 *
 * @throws BadInputError naming the clock that is not set right, or that there is not.
 */
export function readMoment(asOf: unknown): Moment {
  if (asOf === undefined || asOf === null) return PRESENT
  if (typeof asOf !== 'object' || Array.isArray(asOf))
    throw new BadInputError('must be an object with on, decidedBy or knownAt', WHERE)
  const unknown = Object.keys(asOf).find((name) => !(NAMES as string[]).includes(name))
  if (unknown !== undefined)
    throw new BadInputError(`is not a clock: there are ${NAMES.join(', ')}`, `${WHERE}.${unknown}`)
  const read = (name: Clock): string | null => readClock(name, (asOf as Record<string, unknown>)[name])
  return { on: read('on'), decidedBy: read('decidedBy'), knownAt: read('knownAt') }
}

function readClock(name: Clock, value: unknown): string | null {
  if (value === undefined || value === null) return null
  const text = name === 'knownAt' && typeof value === 'number' ? String(value) : value
  const { takes, accepts } = CLOCKS[name]
  if (typeof text === 'string' && accepts(text)) return text
  throw new BadInputError(`${JSON.stringify(value)} is not ${takes}`, `${WHERE}.${name}`)
}

/** The clocks among the parameters of a GET, added to what its `extensions` say. */
export function momentOfSearch(parameters: URLSearchParams, asOf: unknown): unknown {
  const given = NAMES.filter((name) => parameters.has(name))
  if (given.length === 0) return asOf
  return {
    ...(typeof asOf === 'object' ? asOf : {}),
    ...Object.fromEntries(given.map((name) => [name, parameters.get(name)])),
  }
}
