import { Check, Int, Reference, Unique } from '../database/table.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'
import { ProjectRow } from './project.table.js'

@TypedNode('WORKSTREAM', 'Working tracks of a project')
@Unique('workstream_number_key', ['projectId', 'number'])
@Check('workstream_number_check', 'number > 0')
export class WorkstreamRow extends TypedNodeRow {
  @Int('Place among the tracks of its project, from 1')
  number!: number

  @Reference(() => ProjectRow, 'workstream_project_fk', 'Project it is a track of (PART_OF)', {
    nullable: true,
  })
  projectId!: string | null
}
