import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'

@TypedNode('PROGRAMME', 'Programmes of several years')
export class ProgrammeRow extends TypedNodeRow {}
