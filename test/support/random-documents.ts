import fc from 'fast-check'
import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isNonNullType,
  isUnionType,
} from 'graphql'
import { literal, type Samples, valueFor } from './random-values.js'

/** A document with two sets of variables for it. */
export interface RandomQuestion {
  readonly document: string
  readonly variables: readonly Readonly<Record<string, unknown>>[]
}

/** Random decisions, which fast-check repeats and shrinks. */
export interface Pick {
  below(limit: number): number
  chance(percent: number): boolean
  of<T>(items: readonly T[]): T
}

/** Which fields are asked at all. */
export type FieldFilter = (field: GraphQLField<unknown, unknown>) => boolean

/** Documents over the whole schema: most of them valid, some of them not, some with values that are refused. */
export function randomQuestions(
  schema: GraphQLSchema,
  samples: Samples,
  isAsked: FieldFilter = () => true,
): fc.Arbitrary<RandomQuestion> {
  return fc.gen().map((gen) => {
    const below = (limit: number): number => gen(fc.nat, { max: Math.max(0, limit - 1) })
    const pick: Pick = {
      below,
      chance: (percent) => below(100) >= 100 - percent,
      of: (items) => items[below(items.length)] as (typeof items)[number],
    }
    return new Writer(schema, samples, pick, isAsked).question()
  })
}

const DEEPEST = 6
/** Fields of one document, fragments counted once. */
const MOST_FIELDS = 30

class Writer {
  #fields = 0
  #names = 0
  readonly #variables: {
    readonly name: string
    readonly written: string
    readonly values: readonly unknown[]
  }[] = []
  readonly #fragments: {
    readonly name: string
    readonly type: GraphQLCompositeType
    readonly text: string
  }[] = []

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly samples: Samples,
    private readonly pick: Pick,
    private readonly isAsked: FieldFilter,
  ) {}

  question(): RandomQuestion {
    const root = this.schema.getQueryType() as GraphQLCompositeType
    const body = this.selections(root, 1)
    const defined = this.#variables.map(({ name, written }) => `$${name}: ${written}`).join(', ')
    const fragments = this.#fragments.map(
      ({ name, type, text }) => `fragment ${name} on ${type.name} ${text}`,
    )
    const variables = [0, 1].map((at) =>
      Object.fromEntries(
        this.#variables.flatMap(({ name, values }) => (values[at] === undefined ? [] : [[name, values[at]]])),
      ),
    )
    return {
      document: [`query Random${defined && `(${defined})`} ${body}`, ...fragments].join('\n'),
      variables,
    }
  }

  private selections(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + this.pick.below(depth === 1 ? 2 : 5)
    return `{ ${Array.from({ length: count }, () => this.selection(type, depth)).join(' ')} }`
  }

  private selection(type: GraphQLCompositeType, depth: number): string {
    if (depth > 1 && this.pick.chance(10)) return `__typename${this.directive()}`
    if (depth > 1 && this.pick.chance(isAbstractType(type) ? 40 : 10)) return this.fragment(type, depth)
    const fields = isUnionType(type) ? [] : Object.values(type.getFields()).filter(this.isAsked)
    const isLeafOnly = depth >= DEEPEST || this.#fields >= MOST_FIELDS
    const possible = fields.filter((field) => !isLeafOnly || !isCompositeType(getNamedType(field.type)))
    return possible.length === 0 ? '__typename' : this.field(this.pick.of(possible), depth)
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    this.#fields++
    const given = field.args
      .filter((argument) => this.isGiven(argument, field, depth))
      .map((argument) => `${argument.name}: ${this.argument(argument, field.name)}`)
    // Under one name there must be one question: fields with arguments mostly get a name of their own.
    const alias = this.pick.chance(given.length > 0 ? 92 : 12) ? `${this.name()}: ` : ''
    const type = getNamedType(field.type)
    const within = isCompositeType(type) ? ` ${this.selections(type, depth + 1)}` : ''
    const args = given.length > 0 ? `(${given.join(', ')})` : ''
    return `${alias}${field.name}${args}${this.directive()}${within}`
  }

  private isGiven(
    { name, type }: GraphQLArgument,
    field: GraphQLField<unknown, unknown>,
    depth: number,
  ): boolean {
    if (isNonNullType(type)) return !this.pick.chance(1)
    // Lists within lists multiply.
    if (name === 'first') return depth > 1 || this.pick.chance(70)
    if (name === 'last' && field.args.some((other) => other.name === 'first')) return this.pick.chance(3)
    return this.pick.chance(name === 'after' ? 10 : name === 'before' ? 4 : 25)
  }

  private argument({ name, type }: GraphQLArgument, field: string): string {
    const another = (): unknown =>
      (name === 'after' || name === 'before') && !this.pick.chance(10)
        ? this.pick.of(this.samples.cursors(field))
        : valueFor(this.pick, this.samples, name, type)
    const value = another()
    if (this.pick.chance(30)) return this.variable(type, value, another)
    const isPart = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (!isPart || !this.pick.chance(50)) return literal(value, type)
    return this.withVariables(type, value)
  }

  /** An input object of which some fields are variables. */
  private withVariables(type: GraphQLInputType, value: object): string {
    const shape = getNamedType(type)
    const fields = 'getFields' in shape ? shape.getFields() : {}
    const parts = Object.entries(value).map(([name, part]: [string, unknown]) => {
      const known = fields[name]
      if (!known || !this.pick.chance(60)) return `${name}: ${literal(part, known?.type ?? type)}`
      return `${name}: ${this.variable(known.type, part, () => valueFor(this.pick, this.samples, name, known.type))}`
    })
    return `{${parts.join(', ')}}`
  }

  private variable(type: GraphQLInputType, value: unknown, another: () => unknown): string {
    const name = this.name()
    const hasDefault = value !== null && this.pick.chance(25)
    const isLeftOut = this.pick.chance(hasDefault || !isNonNullType(type) ? 30 : 2)
    const isNullable = hasDefault && isNonNullType(type) && this.pick.chance(50)
    const written = isNullable ? String(type).slice(0, -1) : String(type)
    const standing = hasDefault ? ` = ${literal(value, type)}` : ''
    this.#variables.push({
      name,
      written: `${written}${standing}`,
      values: [isLeftOut ? undefined : value, another()],
    })
    return `$${name}`
  }

  private directive(percent = 8): string {
    if (!this.pick.chance(percent)) return ''
    const name = this.pick.of(['skip', 'include'])
    if (this.pick.chance(40)) return ` @${name}(if: ${this.pick.chance(50)})`
    const known = this.#variables.filter(({ written }) => written.startsWith('Boolean'))
    if (known.length > 0 && this.pick.chance(60)) return ` @${name}(if: $${this.pick.of(known).name})`
    const condition = this.name()
    const written = this.pick.of(['Boolean!', 'Boolean!', 'Boolean! = true', 'Boolean = false'])
    const values = [0, 1].map(() => (this.pick.chance(3) ? null : this.pick.chance(50)))
    this.#variables.push({ name: condition, written, values })
    return ` @${name}(if: $${condition})`
  }

  /** On the type itself, on an interface that it has, or on one of the types that an object of it may be. */
  private fragment(type: GraphQLCompositeType, depth: number): string {
    const possible = isAbstractType(type)
      ? this.schema.getPossibleTypes(type)
      : [type, ...type.getInterfaces()]
    const above = isAbstractType(type) && 'getInterfaces' in type ? [type, ...type.getInterfaces()] : []
    const on = this.pick.chance(40) ? type : this.pick.of<GraphQLCompositeType>([...possible, ...above])
    const known = this.#fragments.filter((fragment) => fragment.type === on)
    if (known.length > 0 && this.pick.chance(50)) return this.spread(this.pick.of(known).name)
    if (!this.pick.chance(35)) {
      const condition = on === type && this.pick.chance(50) ? '' : ` on ${on.name}`
      return `...${condition}${this.directive()} ${this.selections(on, depth + 1)}`
    }
    const text = this.selections(on, depth + 1)
    const name = `F${this.name()}`
    this.#fragments.push({ name, type: on, text })
    return this.spread(name)
  }

  /** Now and then twice in one place, of which one may be skipped. */
  private spread(name: string): string {
    const again = this.pick.chance(30) ? ` ...${name}` : ''
    return `...${name}${again ? this.directive(50) : this.directive()}${again}`
  }

  private name(): string {
    return `n${this.#names++}`
  }
}
