import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { argumentPathAt } from './argument-path.js'
import { LimitError } from './limit-error.js'
import type { Limits } from './limits.js'
import { checkText } from './storable-text.js'

/**
 * Holds a document against the limits of shape, before it is validated: some rules of validation follow fragments
 * by calling themselves, and in a circle of fragments they overflow the stack. Every fragment is measured once,
 * however often it is spread, so a document whose fragments double at each step is refused as cheaply as it was written.
 *
 * @throws LimitError
 * @throws BadInputError where a text in it cannot be stored
 * @throws GraphQLError where a fragment holds itself
 */
export function checkDocument(limits: Limits, document: DocumentNode): void {
  const measure = new ShapeMeasure(limits, fragmentsOf(document))
  let aliases = 0
  let directives = 0
  visit(document, {
    OperationDefinition({ selectionSet }) {
      LimitError.check(limits, 'rootFields', measure.selections(selectionSet, 1).width)
    },
    FragmentDefinition({ selectionSet }) {
      measure.selections(selectionSet, 1)
    },
    Field({ alias }) {
      if (alias) aliases++
    },
    Directive() {
      directives++
    },
    StringValue({ value, loc }) {
      checkText(value, () => loc && argumentPathAt(document, loc.start))
    },
  })
  LimitError.check(limits, 'aliases', aliases)
  LimitError.check(limits, 'directives', directives)
}

export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  )
}

/** How many selections lie within each other, and how many fields stand side by side. */
interface Shape {
  readonly depth: number
  readonly width: number
}

class ShapeMeasure {
  private readonly known = new Map<SelectionSetNode, Shape>()
  private readonly open = new Set<SelectionSetNode>()

  constructor(
    private readonly limits: Limits,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {}

  /** `level`: at which depth these selections stand. Never goes deeper than the limit. */
  selections(set: SelectionSetNode, level: number): Shape {
    if (this.open.has(set)) throw new GraphQLError('Cannot spread a fragment within itself.', { nodes: set })
    const found = this.known.get(set)
    LimitError.check(this.limits, 'depth', level + (found?.depth ?? 1) - 1)
    if (found) return found

    this.open.add(set)
    const parts = set.selections.map((selection) => this.selection(selection, level + 1))
    this.open.delete(set)
    const shape = {
      depth: parts.reduce((deepest, { depth }) => Math.max(deepest, 1 + depth), 1),
      width: parts.reduce((sum, { width }) => sum + width, 0),
    }
    this.known.set(set, shape)
    return shape
  }

  private selection(selection: SelectionNode, level: number): Shape {
    const isSpread = selection.kind === Kind.FRAGMENT_SPREAD
    const set = (isSpread ? this.fragments.get(selection.name.value) : selection)?.selectionSet
    const within = set ? this.selections(set, level) : { depth: 0, width: 0 }
    return selection.kind === Kind.FIELD ? { depth: within.depth, width: 1 } : within
  }
}
