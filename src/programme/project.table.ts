import { Check, ForeignKey, Index, Int, Reference, Unique } from '../database/table.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'
import { EntityRow } from '../catalogue/entity.table.js'
import { PillarRow } from './pillar.table.js'
import { PortfolioRow } from './portfolio.table.js'

@TypedNode('PROJECT', "One row of one year's portfolio")
@Unique('project_number_key', ['portfolioId', 'number'])
@Unique('project_portfolio_key', ['id', 'portfolioId'])
@Index('project_number_idx', ['number'])
@ForeignKey(() => PillarRow, ['pillarId', 'portfolioId'], ['id', 'portfolioId'], {
  name: 'project_same_portfolio_fk',
})
@Check('project_number_check', 'number > 0')
export class ProjectRow extends TypedNodeRow {
  @Int('Number in its portfolio')
  number!: number

  @Reference(() => PortfolioRow, 'project_portfolio_fk', 'Portfolio it stands in (PART_OF)')
  portfolioId!: string

  @Reference(() => PillarRow, 'project_pillar_fk', 'Main line it belongs to (PART_OF)', { nullable: true })
  pillarId!: string | null

  @Reference(() => EntityRow, 'project_owner_fk', 'Entity that answers for it (MANAGED_BY)', {
    nullable: true,
  })
  ownerId!: string | null
}
