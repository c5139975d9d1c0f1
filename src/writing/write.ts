import type { EntityManager } from 'typeorm'
import { decodeGlobalId } from '../kernel/global-id.js'
import { isIdentity } from '../kernel/identity.js'
import type { NodeKind } from '../kernel/node-kind.js'
import { formatReference, type Reference } from '../kernel/reference.js'
import type { Caller } from '../access/caller.js'
import { type Action, draftsShownTo, may } from '../access/policies.js'
import { type NodeKey, readKey } from '../graph/nodes.js'
import type { SeedTable } from '../exchange/seed-tables.js'
import {
  headVersion,
  lastVersions,
  lockSubjects,
  relationById,
  type RelationSubject,
  remarkById,
  type RemarkSubject,
  type SubjectRecord,
  subjectsByKeys,
  takenReferences,
} from './subject.reads.js'
import * as told from './told.js'
import { type InputPath, Refusals, refused } from './user-error.js'

/** A node that an input names, where it is named, and which kinds will do. */
export interface Ask {
  readonly text: string
  readonly path: InputPath
  readonly kinds?: readonly NodeKind[]
}

/** Anything that can be a draft. */
type Hideable = Pick<SubjectRecord, 'draft' | 'draftOwner'>

/** One write under way: its transaction, who asked for it, and what is found wrong with it. */
export class Write {
  readonly refusals = new Refusals()
  readonly #created = new Map<string, SubjectRecord>()
  readonly #places = new Set<string>()

  constructor(
    readonly manager: EntityManager,
    readonly caller: Caller,
    readonly tables: readonly SeedTable[],
  ) {}

  /** Lets what follows name a node that this write creates, and cite its places, before their rows are there. */
  addCreated(subject: SubjectRecord, places: readonly string[]): void {
    this.#created.set(formatReference(subject), subject)
    for (const locator of places) this.#places.add(`${subject.id} ${locator}`)
  }

  /** True of a place of a document that this write creates. */
  declares(documentId: string, locator: string): boolean {
    return this.#places.has(`${documentId} ${locator}`)
  }

  /** The references among these that a node bears or bore. */
  taken(references: readonly Reference[]): Promise<ReadonlySet<string>> {
    return takenReferences(this.manager, references)
  }

  /** The nodes that are asked for, in their order; what is not there, or is of a wrong kind, becomes a refusal. */
  async find(asks: readonly Ask[]): Promise<(SubjectRecord | undefined)[]> {
    const keys = asks.map(({ text }) => readKey(text))
    const known = keys.map((key) => this.#createdNode(key))
    const missing = keys.flatMap((key, at) => (key && !known[at] ? [{ key, at }] : []))
    const stored = await subjectsByKeys(
      this.manager,
      missing.map(({ key }) => key),
    )
    for (const [i, { at }] of missing.entries()) known[at] = stored[i]
    return asks.map(({ text, path, kinds }, at) => {
      const subject = known[at]
      if (!keys[at]) {
        this.refusals.add('BAD_USER_INPUT', path, told.notANode(text))
        return
      }
      if (!subject || !this.isSeen(subject)) {
        this.refusals.add('NOT_FOUND', path, told.noNode(text))
        return
      }
      if (!kinds || kinds.includes(subject.kind)) return subject
      this.refusals.add('BAD_USER_INPUT', path, told.wrongKind(kinds, formatReference(subject)))
    })
  }

  /** @throws RefusedWrite where it is not there. */
  async demand(ask: Ask): Promise<SubjectRecord> {
    const [subject] = await this.find([ask])
    this.refusals.throwIfAny()
    return subject as SubjectRecord
  }

  /** @throws RefusedWrite where there is no such free relation. */
  async demandRelation(text: string, path: InputPath): Promise<RelationSubject> {
    const key = decodeGlobalId(text)
    const isOne = key?.typeName === 'Relation' && isIdentity(key.key)
    const relation = isOne ? await relationById(this.manager, key.key) : undefined
    if (!relation || !this.isSeen(relation) || !this.isSeen(relation.source))
      throw refused('NOT_FOUND', path, told.noRelation(text))
    return relation
  }

  /** @throws RefusedWrite where there is no such remark. */
  async demandRemark(text: string, path: InputPath): Promise<RemarkSubject> {
    const key = decodeGlobalId(text)
    const isOne = key?.typeName === 'Remark' && isIdentity(key.key)
    const remark = isOne ? await remarkById(this.manager, key.key) : undefined
    if (!remark || !this.isSeen(remark) || !this.isSeen(remark.node))
      throw refused('NOT_FOUND', path, told.noRemark(text))
    return remark
  }

  /** @throws RefusedWrite where the caller may not do this to one of the subjects. */
  allow(
    action: Action,
    subjects: readonly Pick<SubjectRecord, 'kind' | 'draft' | 'steward'>[],
    path: InputPath,
  ): void {
    const own = (steward: string | null) => steward !== null && steward === this.caller.entity?.id
    const isAllowed = subjects.every(({ kind, draft, steward }) =>
      may(this.caller, action, { kind, draft, own: own(steward) }),
    )
    if (isAllowed) return
    const isNobody = this.caller.role === 'PUBLIC'
    throw refused('FORBIDDEN', path, isNobody ? told.signIn : told.forbidden(this.caller.role))
  }

  /**
   * Makes whoever else wants to change these wait, and sees that nobody has since the version that the caller saw.
   *
   * @param ids of nodes or relations.
   * @throws RefusedWrite with a CONFLICT that tells the version of the last change.
   */
  async claim(ids: readonly string[], expectedVersion: string): Promise<void> {
    await lockSubjects(this.manager, ids)
    const changed = [...(await lastVersions(this.manager, ids)).values()].map(BigInt)
    const last = changed.reduce((latest, version) => (version > latest ? version : latest), 0n)
    if (last > BigInt(expectedVersion))
      throw refused('CONFLICT', ['expectedVersion'], told.stale(String(last)), String(last))
    const head = await headVersion(this.manager)
    if (BigInt(expectedVersion) > BigInt(head))
      throw refused('BAD_USER_INPUT', ['expectedVersion'], told.futureVersion(head), head)
  }

  /** False of the drafts of others: to the caller they are not there. */
  isSeen({ draft, draftOwner }: Hideable): boolean {
    const shown = draftsShownTo(this.caller)
    if (!draft || shown === 'ALL') return true
    return shown === 'OWN' && draftOwner !== null && draftOwner === this.caller.entity?.id
  }

  #createdNode(key: NodeKey | undefined): SubjectRecord | undefined {
    if (!key) return undefined
    if (!('id' in key)) return this.#created.get(formatReference(key))
    return [...this.#created.values()].find(({ id }) => id === key.id)
  }
}
