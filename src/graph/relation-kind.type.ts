import { graphqlEnum } from '../graphql/enum.js'

export const RelationKindEnum = graphqlEnum(
  'RelationKind',
  'What a relation means, read from source to target (soort relatie). Only some kinds carry impact: see Query.impact.',
  {
    PART_OF: 'Deel van: part → whole. Carries no impact.',
    PRECEDES: 'Gaat vooraf aan: earlier → later. Carries no impact.',
    DELIVERS:
      'Levert op: project, main line or workstream → what it yields. A change travels both ways, but never up and down again.',
    DEPENDS_ON: 'Hangt af van: dependent → what it needs. A change travels to the dependent.',
    INTEGRATES: 'Brengt samen: platform → source. A change of the source travels to the platform.',
    REUSES: 'Hergebruikt: user → building block. A change of the block travels to the user.',
    IMPLEMENTS:
      'Voert uit: project, result or block → regulation, standard or policy. A change of the rule travels to who implements it.',
    EVOLVES_INTO: 'Groeit uit tot: old → new. A change travels to the new.',
    REPLACES: 'Vervangt: new → old. A change of the old travels to the new.',
    SERVES: 'Dient: project, result or block → target group. A change travels to the target group.',
    MANAGED_BY: 'Beheerd door: thing → entity or body. Carries no impact.',
    LED_BY: 'Geleid door: thing → entity or body. Carries no impact.',
    ANSWERS: 'Beantwoordt: project, result or block → need. Carries no impact.',
    RAISED_BY: 'Aangebracht door: need → who asks. Carries no impact.',
    RECEIVES: 'Ontvangt: entity or project → allocation. Carries no impact.',
    CHARGED_TO: 'Aangerekend op: allocation → appropriation → budget article. Carries no impact.',
    DECIDED_BY: 'Beslist door: what is decided → decision. Carries no impact.',
    VALIDATED_BY: 'Gevalideerd door: what is validated → decision or meeting. Carries no impact.',
    ADVISED_BY: 'Geadviseerd door: what is advised on → advice. Carries no impact.',
    HELD_BY: 'Gehouden door: meeting → body. Carries no impact.',
    TAKEN_BY: 'Genomen door: decision → body. Carries no impact.',
    GIVEN_BY: 'Gegeven door: advice → body. Carries no impact.',
    EVALUATES: 'Evalueert: evaluation → what is judged. Carries no impact.',
    CITES: 'Verwijst naar: anything → document. Carries no impact.',
  },
)

export const DirectionEnum = graphqlEnum(
  'Direction',
  'Which end of a relation the node stands at (richting).',
  {
    OUTGOING: 'The node is the source.',
    INCOMING: 'The node is the target.',
    BOTH: 'Either end.',
  },
)
export type Direction = keyof typeof DirectionEnum
