import type { NodeKind } from '../kernel/node-kind.js'
import { Check, ForeignKey, Key, Table, Text } from '../database/table.js'
import { NodeRow } from './node.table.js'

/** A row of the table of one kind: it has the id of its node, and the database holds both to the same kind. */
export abstract class TypedNodeRow {
  id!: string

  @Text('Kind of node, always the same in this table')
  kind!: NodeKind
}

/** Declares the table of a kind: `@TypedNode('PROJECT', 'One row of …')` on a `TypedNodeRow`. */
export function TypedNode(kind: NodeKind, comment: string): ClassDecorator {
  const name = kind.toLowerCase()
  return (target) => {
    Table(name, comment)(target)
    Key('uuid', `${name}_pk`, 'The node')(target.prototype as object, 'id')
    Check(`${name}_kind_check`, `kind = '${kind}'`)(target)
    ForeignKey(() => NodeRow, ['id', 'kind'], ['id', 'kind'], {
      name: `${name}_node_fk`,
      onDelete: 'CASCADE',
    })(target)
  }
}
