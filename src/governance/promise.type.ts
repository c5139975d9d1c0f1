import { ObjectType } from 'type-graphql'
import { graphqlEnum } from '../graphql/enum.js'

export const PROMISE_STATUSES = ['KEPT', 'LATE', 'OPEN'] as const
export type PromiseStatus = (typeof PROMISE_STATUSES)[number]

export const PromiseStatusEnum = graphqlEnum('PromiseStatus', 'How a promise stands on a day (stand).', {
  KEPT: 'Something shows that it was kept (nagekomen).',
  LATE: 'It was due and nothing shows that it was kept (te laat).',
  OPEN: 'It is not due yet, or has no due day (open).',
} satisfies Record<PromiseStatus, string>)

@ObjectType({ description: 'What was promised in reply to an adviser (toezegging).' })
export class Commitment {}
