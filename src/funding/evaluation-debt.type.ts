import { ObjectType } from 'type-graphql'
import { graphqlEnum } from '../graphql/enum.js'

export const DEBT_STATUSES = ['OWED', 'NEGATIVE'] as const
export type DebtStatus = (typeof DEBT_STATUSES)[number]

export const DebtStatusEnum = graphqlEnum('DebtStatus', 'How an evaluation that is owed stands (stand).', {
  OWED: 'There is none yet (verschuldigd).',
  NEGATIVE: 'There is one, and it is against: the money stays closed (negatief).',
} satisfies Record<DebtStatus, string>)

@ObjectType({
  description: 'An evaluation that a receiver owes before it may spend more (verschuldigde evaluatie).',
})
export class EvaluationDebt {}
