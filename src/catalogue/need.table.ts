import type { DatePrecision } from '../kernel/fuzzy-date.js'
import { Check, Day, Reference, Text } from '../database/table.js'
import { dayLaw } from '../graph/dated-row.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'

/** What is stored of an outcome: that a need is answered follows from its answers, and the view `need_outcome` tells it. */
export const NEED_SETTLEMENTS = ['MERGED', 'REFUSED'] as const
export type NeedSettlement = (typeof NEED_SETTLEMENTS)[number]

@TypedNode('NEED', 'What entities, forums and target groups ask for')
@Check(
  'need_deferred_check',
  `(deferred_on is null) = (deferral_nl is null) and (deferred_on is not null or (deferred_until is null and deferral_en is null))`,
)
@Check('need_deferred_until_check', dayLaw('deferred_until'))
@Check('need_settlement_check', `settlement in ('MERGED', 'REFUSED')`)
@Check('need_merged_check', `(merged_into_id is not null) = (settlement is not distinct from 'MERGED')`)
@Check('need_merged_itself_check', 'merged_into_id <> id')
@Check('need_reason_check', 'settlement is null or (settled_on is not null and because_nl is not null)')
@Check('need_settled_on_check', 'settled_on is not null or (because_nl is null and because_en is null)')
export class NeedRow extends TypedNodeRow {
  @Day('Day on which it was last deferred, also where it came to something since; null where it was not', {
    nullable: true,
  })
  deferredOn!: string | null

  @Day(
    'When it is looked at again, its first day where only a month, quarter or year is given; null where not stated',
    { nullable: true },
  )
  deferredUntil!: string | null

  @Text('How exactly that is known', { nullable: true })
  deferredUntilPrecision!: DatePrecision | null

  @Text('Why it was deferred, in Dutch', { nullable: true })
  deferralNl!: string | null

  @Text('Why it was deferred, in English', { nullable: true })
  deferralEn!: string | null

  @Text('MERGED or REFUSED; null where it is open or deferred, or its answers say that it is answered', {
    nullable: true,
  })
  settlement!: NeedSettlement | null

  @Reference(() => NeedRow, 'need_merged_into_fk', 'Need that it was merged into (PART_OF)', {
    nullable: true,
  })
  mergedIntoId!: string | null

  @Day('Day on which it was merged or refused, or last answered; null where it was not, or not stated', {
    nullable: true,
  })
  settledOn!: string | null

  @Text('Why, in Dutch', { nullable: true })
  becauseNl!: string | null

  @Text('Why, in English', { nullable: true })
  becauseEn!: string | null
}
