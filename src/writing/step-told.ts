import type { CycleStepCode, PortfolioStage, Transition } from '../governance/cycle.js'
import { STEP_NAMES } from '../governance/cycle-names.js'
import type { Told } from './user-error.js'

/** The words of what stands in the way of a step: which condition fails, and who can mend it. */

const roles = (list: readonly string[]): Told => ({ nl: list.join(' of '), en: list.join(' or ') })
const quoted = (step: CycleStepCode): Told => ({
  nl: `"${STEP_NAMES[step].nl}"`,
  en: `"${STEP_NAMES[step].en}"`,
})

export const notAStep = (step: CycleStepCode): Told => ({
  nl: `${quoted(step).nl} is geen stap van dit voorwerp`,
  en: `${quoted(step).en} is no step of this subject`,
})
export const wrongStage = (
  code: string,
  stage: PortfolioStage,
  step: CycleStepCode,
  next?: Transition,
): Told => ({
  nl: `${code} staat op ${stage}; ${quoted(step).nl} kan dan niet. ${
    next
      ? `Eerst is ${quoted(next.step).nl} aan de beurt, door ${roles(next.roles).nl}`
      : 'Het jaar is afgesloten'
  }`,
  en: `${code} is at ${stage}, from which ${quoted(step).en} cannot be taken. ${
    next ? `First comes ${quoted(next.step).en}, by ${roles(next.roles).en}` : 'Its year is closed'
  }`,
})
export const notYours = (role: string, step: CycleStepCode, whose: readonly string[]): Told => ({
  nl: `de rol ${role} zet ${quoted(step).nl} niet; dat doet ${roles(whose).nl}`,
  en: `the role ${role} does not take ${quoted(step).en}; ${roles(whose).en} does`,
})
export const publishFirst = (code: string): Told => ({
  nl: `${code} is nog een ontwerp: PROGRAMME_OFFICE publiceert het eerst`,
  en: `${code} is still a draft: PROGRAMME_OFFICE publishes it first`,
})
export const doesNotAddUp = (code: string, allocated: string, amount: string): Told => ({
  nl: `op ${code} is ${allocated} van ${amount} euro toegewezen; PROGRAMME_OFFICE kan dat rechtzetten`,
  en: `${allocated} of ${amount} euro is allocated on ${code}; PROGRAMME_OFFICE can mend that`,
})
export const noCredit = (code: string): Told => ({
  nl: `${code} heeft geen krediet; PROGRAMME_OFFICE kan dat rechtzetten`,
  en: `${code} has no appropriation; PROGRAMME_OFFICE can mend that`,
})
export const notEvaluated = (names: readonly string[], more: number): Told => ({
  nl: `nog niet positief geëvalueerd: ${names.join(', ')}${more > 0 ? ` en ${more} andere` : ''}; STEERING_BODY evalueert`,
  en: `not evaluated in favour yet: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}; STEERING_BODY evaluates`,
})
export const alsoDecides = (code: string): Told => ({
  nl: `hetzelfde stuk gaat ook over ${code}: noem dat erbij`,
  en: `the same paper is about ${code} too: name it as well`,
})
export const otherBody = (body: string): Told => ({
  nl: `deze stap is aan ${body}`,
  en: `this step is up to ${body}`,
})
export const noEvidence: Told = {
  nl: 'niets is gevraagd of verwacht: noem een knoop, of geef een nieuwe code, naam en orgaan',
  en: 'nothing is asked for or expected: name a node, or give a code, a name and a body for a new one',
}
export const severalWaiting = (codes: readonly string[]): Told => ({
  nl: `meer dan één wacht: noem ${codes.join(' of ')}`,
  en: `more than one is waiting: name ${codes.join(' or ')}`,
})
export const mixedMoney: Told = {
  nl: 'een evaluatie gaat over één jaar en één soort portfolio',
  en: 'an evaluation is about one year and one kind of portfolio',
}
export const notASubsidy = (code: string): Told => ({
  nl: `${code} is geen voorgestelde subsidie`,
  en: `${code} is no subsidy that is proposed`,
})
export const alreadyTaken = (code: string): Told => ({
  nl: `${code} staat al vast: een ander stuk is nodig`,
  en: `${code} is settled already: another paper is needed`,
})
export const adjustmentNeedsDecision: Told = {
  nl: 'toegekend geld verschuift alleen bij beslissing van het stuurorgaan: noem ze',
  en: 'granted money moves only by a decision of the steering body: name it',
}
export const notTaken = (code: string): Told => ({
  nl: `de beslissing ${code} is nog niet genomen`,
  en: `the decision ${code} was not taken yet`,
})
export const nodeOrCode: Told = {
  nl: 'noem een knoop, of geef de code van een nieuwe: niet allebei',
  en: 'name a node, or give the code of a new one: not both',
}
export const tooManyNumbers: Told = {
  nl: 'een advies heeft één nummer, een zitting of evaluatie geen',
  en: 'an advice has one number, a meeting or evaluation none',
}
