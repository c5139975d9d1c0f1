import { ArgsType, Field } from 'type-graphql'
import { type Awaitable, whenThere } from '../kernel/awaitable.js'
import { PageArgs, windowOf } from '../graphql/page-args.js'
import { ListRequest } from '../database/list-request.js'
import type { NodeLookup } from '../graph/nodes.js'
import type { NeedConditions } from './need.reads.js'
import { type NeedOutcome, NeedOutcomeEnum } from './need.type.js'

@ArgsType()
export class OutcomeArgs extends PageArgs {
  @Field(() => NeedOutcomeEnum, { nullable: true, description: 'Only what came to this (uitkomst).' })
  outcome?: NeedOutcome | null
}

@ArgsType()
export class NeedArgs extends OutcomeArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Only what this asked for (gevraagd door): reference or id of an entity, body, meeting, target group or policy document.',
  })
  raisedBy?: string | null
}

/** What is asked of a list of needs. @throws BadInputError, NotFoundError */
export function needRequest(
  { outcome, raisedBy, ...page }: NeedArgs,
  nodes: NodeLookup,
): Awaitable<ListRequest<NeedConditions>> {
  const window = windowOf(page)
  const raiser = raisedBy == null ? null : nodes.demand('raisedBy', raisedBy, ...RAISERS)
  return whenThere(
    raiser,
    (node) =>
      new ListRequest<NeedConditions>(
        { outcome: outcome ?? null, raisedBy: node?.id ?? null },
        'CODE',
        window,
      ),
  )
}

const RAISERS = ['ENTITY', 'GOVERNANCE_BODY', 'MEETING', 'TARGET_GROUP', 'POLICY_DOCUMENT'] as const
