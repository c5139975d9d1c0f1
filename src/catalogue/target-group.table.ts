import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'

@TypedNode('TARGET_GROUP', 'Those whom projects, results and blocks serve')
export class TargetGroupRow extends TypedNodeRow {}
