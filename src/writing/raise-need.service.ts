import { formatReference } from '../kernel/reference.js'
import { createNodes } from './create-nodes.service.js'
import type { RaiseNeedInput } from './need.input.js'
import type { NodeKeyRecord } from './perform.js'
import * as told from './told.js'
import { refused } from './user-error.js'
import type { Write } from './write.js'

/** Makes a need, with who asks and where. @returns the need */
export async function raiseNeed(write: Write, input: RaiseNeedInput): Promise<NodeKeyRecord> {
  const { code, name, description, citations, draft, forum } = input
  const own = write.caller.entity
  const asked = input.entity ?? (own && formatReference({ kind: 'ENTITY', code: own.code }))
  if (asked === null) throw refused('BAD_USER_INPUT', ['entity'], told.needed('entity'))
  const [entity, place] = await write.find([
    { text: asked, path: ['entity'], kinds: ['ENTITY'] },
    { text: forum, path: ['forum'], kinds: ['MEETING', 'GOVERNANCE_BODY'] },
  ])
  if (own && entity && entity.id !== own.id)
    write.refusals.add('FORBIDDEN', ['entity'], told.asksForItself(own.code))
  if (!draft && place?.draft) write.refusals.add('CONSTRAINT_VIOLATED', ['forum'], told.draftEnd)
  write.refusals.throwIfAny()
  if (!entity || !place) throw new Error('an entity and a forum were found')

  const source = formatReference({ kind: 'NEED', code })
  const { nodes } = await createNodes(
    write,
    {
      nodes: [
        {
          kind: 'NEED',
          code,
          name,
          description,
          citations,
          ...(own === null && { steward: formatReference(entity) }),
        },
      ],
      relations: [entity, place].map((target) => ({
        kind: 'RAISED_BY',
        source,
        target: formatReference(target),
        citations,
      })),
      draft,
    },
    { at: [], isOne: true },
  )
  const [need] = nodes
  if (!need) throw new Error('a need was made')
  return need
}
