import type { NodeKind } from '../kernel/node-kind.js'

/**
 * Which end is touched when the other changes. `TO_SOURCE`: a change of the target touches the source
 * (who reuses a block feels its change). `BOTH` never goes up and down again in one path.
 */
export type ImpactDirection = 'NONE' | 'TO_SOURCE' | 'TO_TARGET' | 'BOTH'

export interface RelationKindRule {
  /** Read from the target: `PART_OF` backwards is "has part". */
  readonly inverse: string
  readonly impact: ImpactDirection
  /** Which of two parallel ties tells more: the lower number (paths show only that one). */
  readonly rank: number
}

/** The meaning of each kind of relation (`domain.md`); the table `relation_kind` holds the same, and a test compares them. */
export const RELATION_KINDS = {
  DELIVERS: { inverse: 'DELIVERED_BY', impact: 'BOTH', rank: 1 },
  INTEGRATES: { inverse: 'INTEGRATED_BY', impact: 'TO_SOURCE', rank: 2 },
  EVOLVES_INTO: { inverse: 'GREW_OUT_OF', impact: 'TO_TARGET', rank: 3 },
  REPLACES: { inverse: 'REPLACED_BY', impact: 'TO_SOURCE', rank: 4 },
  IMPLEMENTS: { inverse: 'IMPLEMENTED_BY', impact: 'TO_SOURCE', rank: 5 },
  REUSES: { inverse: 'REUSED_BY', impact: 'TO_SOURCE', rank: 6 },
  DEPENDS_ON: { inverse: 'NEEDED_BY', impact: 'TO_SOURCE', rank: 7 },
  SERVES: { inverse: 'SERVED_BY', impact: 'TO_TARGET', rank: 8 },
  ANSWERS: { inverse: 'ANSWERED_BY', impact: 'NONE', rank: 9 },
  RAISED_BY: { inverse: 'RAISED', impact: 'NONE', rank: 10 },
  RECEIVES: { inverse: 'RECEIVED_BY', impact: 'NONE', rank: 11 },
  CHARGED_TO: { inverse: 'FUNDS', impact: 'NONE', rank: 12 },
  DECIDED_BY: { inverse: 'DECIDES', impact: 'NONE', rank: 13 },
  VALIDATED_BY: { inverse: 'VALIDATES', impact: 'NONE', rank: 14 },
  ADVISED_BY: { inverse: 'ADVISES_ON', impact: 'NONE', rank: 15 },
  EVALUATES: { inverse: 'EVALUATED_BY', impact: 'NONE', rank: 16 },
  HELD_BY: { inverse: 'HELD', impact: 'NONE', rank: 17 },
  TAKEN_BY: { inverse: 'TOOK', impact: 'NONE', rank: 18 },
  GIVEN_BY: { inverse: 'GAVE', impact: 'NONE', rank: 19 },
  LED_BY: { inverse: 'LEADS', impact: 'NONE', rank: 20 },
  MANAGED_BY: { inverse: 'MANAGES', impact: 'NONE', rank: 21 },
  PRECEDES: { inverse: 'FOLLOWS', impact: 'NONE', rank: 22 },
  PART_OF: { inverse: 'HAS_PART', impact: 'NONE', rank: 23 },
  CITES: { inverse: 'CITED_BY', impact: 'NONE', rank: 24 },
} as const satisfies Record<string, RelationKindRule>

export type RelationKind = keyof typeof RELATION_KINDS
export const RELATION_KIND_NAMES = Object.keys(RELATION_KINDS) as RelationKind[]

/** One pair of kinds of node that a kind of relation may tie. */
export interface RelationRule {
  readonly kind: RelationKind
  readonly sourceKind: NodeKind
  readonly targetKind: NodeKind
}
