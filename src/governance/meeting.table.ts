import { Day, Reference } from '../database/table.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'
import { GovernanceBodyRow } from './governance-body.table.js'

@TypedNode('MEETING', 'Dated sittings of bodies: sessions, forums, working sessions')
export class MeetingRow extends TypedNodeRow {
  @Day('Day of the meeting; null where not stated', { nullable: true })
  date!: string | null

  @Reference(() => GovernanceBodyRow, 'meeting_body_fk', 'Body that held it (HELD_BY)')
  bodyId!: string
}
