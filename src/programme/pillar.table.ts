import { Int, Reference, Unique } from '../database/table.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'
import { PortfolioRow } from './portfolio.table.js'

@TypedNode('PILLAR', 'Main lines of a portfolio')
@Unique('pillar_number_key', ['portfolioId', 'number'])
@Unique('pillar_portfolio_key', ['id', 'portfolioId'])
export class PillarRow extends TypedNodeRow {
  @Int('Place among the main lines of its portfolio, from 1')
  number!: number

  @Reference(() => PortfolioRow, 'pillar_portfolio_fk', 'Portfolio it is a main line of (PART_OF)')
  portfolioId!: string
}
