import { Text, Unique } from '../database/table.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'

@TypedNode('BUDGET_ARTICLE', 'Where money stands in the budget: article and base allocation')
@Unique('budget_article_key', ['article', 'baseAllocation'])
export class BudgetArticleRow extends TypedNodeRow {
  @Text('Code of the budget article, not interpreted')
  article!: string

  @Text('Code of the base allocation, not interpreted')
  baseAllocation!: string
}
