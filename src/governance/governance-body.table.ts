import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'

@TypedNode('GOVERNANCE_BODY', 'Bodies that steer, advise or decide')
export class GovernanceBodyRow extends TypedNodeRow {}
