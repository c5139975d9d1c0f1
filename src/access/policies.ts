import { NODE_KINDS, type NodeKind } from '../kernel/node-kind.js'
import type { Caller, Role } from './caller.js'

/** What can be done to the graph. */
export const ACTIONS = [
  'CREATE',
  'CORRECT',
  'END',
  'RELATE',
  'REMARK',
  'SETTLE',
  'PUBLISH',
  'ALLOCATE',
  'MOVE_MONEY',
  'WITHDRAW',
  'TAKE_STEP',
  'SETTLE_NEED',
] as const
export type Action = (typeof ACTIONS)[number]

/** What it is done to. A relation counts as its source, a remark as its node. */
export interface Subject {
  readonly kind: NodeKind
  /** Whether it is the caller's entity that looks after it. */
  readonly own: boolean
  /** Whether it is not published yet. */
  readonly draft: boolean
}

type Sentence = (action: Action, subject: Subject) => boolean

const CONTENT: readonly Action[] = ['CREATE', 'CORRECT', 'END', 'RELATE', 'REMARK', 'SETTLE', 'PUBLISH']
const MONEY: readonly Action[] = ['ALLOCATE', 'MOVE_MONEY', 'WITHDRAW']

const content = (...kinds: readonly NodeKind[]): Sentence => {
  return (action, { kind }) => CONTENT.includes(action) && kinds.includes(kind)
}
const its = (sentence: Sentence): Sentence => {
  return (action, subject) => subject.own && sentence(action, subject)
}
const drafts = (sentence: Sentence): Sentence => {
  return (action, subject) => subject.draft && action !== 'PUBLISH' && sentence(action, subject)
}
/** Which steps of the year a role may take stands with the steps (`governance/cycle.ts`); here, what they change. */
const steps = (...kinds: readonly NodeKind[]): Sentence => {
  return (action, { kind }) => action === 'TAKE_STEP' && kinds.includes(kind)
}
/** What a need comes to is not for whoever asked to say. */
const needs: Sentence = (action, { kind }) => action === 'SETTLE_NEED' && kind === 'NEED'
const any = (...actions: readonly Action[]): Sentence => {
  return (action) => actions.includes(action)
}

/** What others say is theirs to publish: the decisions of bodies, and the advice on them. */
const SAYINGS: readonly NodeKind[] = ['DECISION', 'ADVICE']
const ALL_ELSE = NODE_KINDS.filter((kind) => !SAYINGS.includes(kind))

/** Who may do what: a role may do what one of its sentences says, and nothing else. */
const POLICIES: Readonly<Record<Role, readonly Sentence[]>> = {
  PUBLIC: [],
  ENTITY: [its(content('NEED', 'EVALUATION'))],
  PROGRAMME_OFFICE: [
    content(...ALL_ELSE),
    drafts(content(...SAYINGS)),
    needs,
    any('REMARK', 'SETTLE', ...MONEY),
    steps('PORTFOLIO'),
  ],
  STEERING_BODY: [
    content('MEETING', 'DECISION', 'EVALUATION'),
    needs,
    any('REMARK', 'SETTLE', 'MOVE_MONEY'),
    steps('PORTFOLIO'),
  ],
  INSPECTORATE: [content('ADVICE'), any('REMARK'), steps('PORTFOLIO')],
  SECRETARIAT: [
    content('MEETING', 'DECISION', 'DOCUMENT', 'POLICY_DOCUMENT'),
    steps('PORTFOLIO', 'ALLOCATION'),
  ],
  ADMINISTRATOR: [any(...ACTIONS)],
}

/** Whether a caller may do something to a node, or to what hangs on it. */
export function may({ role, scopes }: Caller, action: Action, subject: Subject): boolean {
  return scopes.includes('WRITE') && POLICIES[role].some((sentence) => sentence(action, subject))
}

/** Whether a caller may do something that is done to no node. */
export function mayManageKeys({ role, scopes }: Caller): boolean {
  return scopes.includes('WRITE') && role === 'ADMINISTRATOR'
}

/** The kinds of node that a caller may ever write to; what the database is told, as a second wall. */
export function writableKinds(caller: Caller): readonly NodeKind[] {
  return NODE_KINDS.filter((kind) =>
    ACTIONS.some((action) => [true, false].some((draft) => may(caller, action, { kind, own: true, draft }))),
  )
}

/** Which drafts a caller is shown. */
export function draftsShownTo({ role }: Caller): 'NONE' | 'OWN' | 'ALL' {
  return role === 'PUBLIC' ? 'NONE' : role === 'ENTITY' ? 'OWN' : 'ALL'
}
