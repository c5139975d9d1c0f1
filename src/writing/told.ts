import { kindPrefix, type NodeKind } from '../kernel/node-kind.js'
import type { Told } from './user-error.js'

/** The words of what is refused, in one place, so that both languages say the same. */

export const notANode = (text: string): Told => ({
  nl: `${quoted(text)} is geen id en geen verwijzing zoals "project:VRD3-2025-08"`,
  en: `${quoted(text)} is neither an id nor a reference such as "project:VRD3-2025-08"`,
})
export const noNode = (text: string): Told => ({
  nl: `er is geen knoop ${quoted(text)}`,
  en: `there is no node ${quoted(text)}`,
})
export const noRelation = (text: string): Told => ({
  nl: `${quoted(text)} is niet de id van een vrije relatie; wat in een veld van een knoop staat, wordt met die knoop gewijzigd`,
  en: `${quoted(text)} is not the id of a free relation; what stands in a field of a node is corrected with that node`,
})
export const noRemark = (text: string): Told => ({
  nl: `er is geen opmerking ${quoted(text)}`,
  en: `there is no remark ${quoted(text)}`,
})
export const wrongKind = (kinds: readonly NodeKind[], found: string): Told => ({
  nl: `moet van de soort ${kinds.map(kindPrefix).join(' of ')} zijn, en ${found} is dat niet`,
  en: `must be of the kind ${kinds.map(kindPrefix).join(' or ')}, and ${found} is not`,
})
export const needed = (field: string): Told => ({
  nl: `${field} ontbreekt`,
  en: `${field} is missing`,
})
export const notEmpty = (field: string): Told => ({
  nl: `${field} kan niet leeg zijn`,
  en: `${field} cannot be empty`,
})
export const badCode = (code: string): Told => ({
  nl: `${quoted(code)} is geen code: letters, cijfers en . _ / + -, ten hoogste 120 tekens`,
  en: `${quoted(code)} is not a code: letters, digits and . _ / + -, at most 120 of them`,
})
export const takenCode = (reference: string): Told => ({
  nl: `de code ${quoted(reference)} is al in gebruik`,
  en: `the code ${quoted(reference)} is taken`,
})
export const repeated = (what: string): Told => ({
  nl: `${quoted(what)} staat er tweemaal`,
  en: `${quoted(what)} stands there twice`,
})
export const otherDetails = (kind: NodeKind, given: string): Told => ({
  nl: `de soort ${kindPrefix(kind)} heeft geen gegevens "${given}"`,
  en: `the kind ${kindPrefix(kind)} has no details "${given}"`,
})
export const noSuchPlace = (document: string, locator: string): Told => ({
  nl: `${document} heeft geen plaats ${quoted(locator)}`,
  en: `${document} has no place ${quoted(locator)}`,
})
export const reversedPeriod: Told = {
  nl: 'de laatste dag komt voor de eerste',
  en: 'the last day comes before the first one',
}
export const endsBeforeItStarts = (from: string): Told => ({
  nl: `het geldt pas vanaf ${from}: het kan niet eerder ophouden`,
  en: `it holds from ${from} only: it cannot end before`,
})
export const tooFewReadings: Told = {
  nl: 'een tegenspraak heeft minstens twee lezingen',
  en: 'a contradiction has two readings or more',
}
export const noReading = (rank: number): Told => ({
  nl: `de opmerking heeft geen lezing ${rank}`,
  en: `the remark has no reading ${rank}`,
})
export const sameRemark: Told = {
  nl: 'deze opmerking staat al bij de knoop',
  en: 'the node has this remark already',
}
export const nothingToPublish = (text: string): Told => ({
  nl: `${quoted(text)} is al openbaar`,
  en: `${quoted(text)} is published already`,
})
export const signIn: Told = {
  nl: 'wie wijzigt, moet zich kenbaar maken: met een toegangstoken of een sleutel',
  en: 'whoever changes the graph must say who they are: with an access token or a key',
}
export const forbidden = (role: string): Told => ({
  nl: `de rol ${role} mag dit niet met dit voorwerp`,
  en: `the role ${role} may not do this to this object`,
})
export const stale = (current: string): Told => ({
  nl: `intussen gewijzigd in versie ${current}: lees opnieuw en beslis opnieuw`,
  en: `changed meanwhile in version ${current}: read it again and decide again`,
})
export const futureVersion = (head: string): Told => ({
  nl: `die versie is er nog niet: de graaf staat op ${head}`,
  en: `there is no such version yet: the graph is at ${head}`,
})
export const reusedKey: Told = {
  nl: 'deze sleutel diende al voor een andere wijziging',
  en: 'this key has been used for another change',
}
export const noStep = (from: string, to: string): Told => ({
  nl: `van ${from} naar ${to} leidt geen stap`,
  en: `no step leads from ${from} to ${to}`,
})
export const draftedMoney: Told = {
  nl: 'een toewijzing in ontwerp heeft de stand DRAFT; publiceren maakt er PROPOSED van',
  en: 'an allocation that is a draft has the status DRAFT; publishing makes it PROPOSED',
}
export const grantNeedsDecision: Told = {
  nl: 'een toegekend bedrag heeft een beslissing nodig',
  en: 'a granted amount needs a decision',
}
export const notEnough = (left: string): Told => ({
  nl: `er is maar ${left} euro`,
  en: `there is only ${left} euro`,
})
export const notPositive: Told = {
  nl: 'het bedrag moet groter zijn dan nul',
  en: 'the amount must be greater than zero',
}
export const negative: Told = {
  nl: 'het bedrag kan niet kleiner zijn dan nul',
  en: 'the amount cannot be less than zero',
}
export const withdrawn: Told = {
  nl: 'een ingetrokken toewijzing geeft en krijgt niets meer',
  en: 'an allocation that was withdrawn gives and receives nothing',
}
export const draftAndNot: Told = {
  nl: 'tussen een ontwerp en wat openbaar is verschuift geen geld',
  en: 'no money moves between a draft and what is published',
}
export const sameAllocation: Told = {
  nl: 'van en naar zijn dezelfde toewijzing',
  en: 'from and to are the same allocation',
}
export const asksForItself = (code: string): Told => ({
  nl: `een entiteit vraagt voor zichzelf: entity is ${quoted(`entity:${code}`)}; voor een ander vraagt het programmabureau`,
  en: `an entity asks for itself: entity is ${quoted(`entity:${code}`)}; the programme office asks for others`,
})
export const onlyWhere = (field: string, outcome: string): Told => ({
  nl: `${field} hoort bij de uitkomst ${outcome}`,
  en: `${field} goes with the outcome ${outcome}`,
})
export const needIsSettled = (from: string, to: string): Told => ({
  nl: `de nood is ${from}: van daar leidt geen stap naar ${to}. Het programmabureau kan ${from === 'ANSWERED' ? 'de antwoorden eerst beëindigen of intrekken' : 'de nood eerst weer openen met correctNode'}`,
  en: `the need is ${from}: no step leads from there to ${to}. The programme office can first ${from === 'ANSWERED' ? 'end or retract its answers' : 'open it again with correctNode'}`,
})
export const draftedAnswer: Told = {
  nl: 'dit antwoord staat er al als ontwerp: wie het opstelde, publiceert het eerst',
  en: 'this answer stands there as a draft: whoever drafted it publishes it first',
}
export const draftEnd: Told = {
  nl: 'een knoop in ontwerp heeft alleen relaties in ontwerp',
  en: 'a node that is a draft has relations that are drafts only',
}
const KEYS: Readonly<Record<string, string>> = {
  name: 'de naam is niet goed, of heeft al twee geldige sleutels',
  scopes: 'het bereik is READ, of READ en WRITE; het publiek schrijft niet',
  entity: 'alleen de rol ENTITY spreekt voor een entiteit, en die moet er zijn',
  days: 'een sleutel leeft 1 tot 366 dagen',
  reason: 'de reden ontbreekt, of is te lang',
  prefix: 'er is geen sleutel met dat voorvoegsel',
}
export const badKey = (path: string): string => KEYS[path] ?? 'de sleutel kan zo niet worden uitgegeven'
export const oneReceiver: Told = {
  nl: 'een toewijzing gaat naar een project of naar een entiteit',
  en: 'an allocation goes to a project or to an entity',
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text)
}
