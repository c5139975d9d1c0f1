import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'

@TypedNode('DELIVERABLE', 'Concrete results that a project or main line promises')
export class DeliverableRow extends TypedNodeRow {}
