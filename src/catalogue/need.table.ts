import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'

@TypedNode('NEED', 'What entities, forums and target groups ask for')
export class NeedRow extends TypedNodeRow {}
