import 'reflect-metadata'
import { IsOptional, Max, ValidateNested } from 'class-validator'
import {
  Arg,
  Args,
  ArgsType,
  buildSchema,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from 'type-graphql'
import type { GraphQLSchema } from 'graphql'
import { BadInputError, NotFoundError } from '../../src/kernel/errors.js'
import { PageArgs } from '../../src/graphql/page-args.js'
import { DecimalScalar } from '../../src/graphql/scalars.js'
import type { SampleContext } from './sample-context.js'

export enum Shade {
  DARK = 'DARK',
  LIGHT = 'LIGHT',
}
registerEnumType(Shade, { name: 'Shade', description: 'Dark or light.' })

@InputType()
class Span {
  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Max(2100)
  year?: number
}

@InputType()
class ThingFilter {
  @Field(() => DecimalScalar, { nullable: true })
  minAmount?: string

  @Field(() => Shade, { nullable: true })
  shade?: Shade

  @Field(() => [Span], { nullable: true })
  @ValidateNested({ each: true })
  many?: Span[]
}

@ArgsType()
class ThingArgs extends PageArgs {
  @Field(() => ThingFilter, { nullable: true })
  @IsOptional()
  @ValidateNested()
  filter?: ThingFilter
}

@ObjectType()
class Thing {
  @Field(() => String)
  code!: string

  @Field(() => [String])
  tags!: string[]
}

@ObjectType()
class ThingConnection {
  @Field(() => Int)
  totalCount!: number

  @Field(() => [Thing])
  nodes!: Thing[]
}

const ONE: Thing = { code: 'one', tags: [] }

@Resolver(() => Thing)
export class ThingResolver {
  @Query(() => ThingConnection)
  things(@Args(() => ThingArgs, { validate: true }) { last }: ThingArgs): ThingConnection {
    return { totalCount: 1, nodes: last === 1 ? [] : [ONE] }
  }

  @Query(() => [Thing])
  thingsNamed(@Arg('ids', () => [String]) ids: string[]): Thing[] {
    return ids.map((code) => ({ ...ONE, code }))
  }

  @Query(() => Thing, { nullable: true })
  thing(@Arg('code', () => String) code: string): Thing | null {
    if (code === 'malformed') throw new BadInputError('is no code', 'code')
    if (code === 'unknown') throw new NotFoundError('names nothing', 'code')
    if (code === 'defect') throw new Error('password=hunter2 in select * from node')
    return code === 'one' ? ONE : null
  }

  @Query(() => String)
  language(@Ctx() context: SampleContext): string {
    return context.describe()
  }

  /** Answers only when it is cut off, as a statement does that its signal cancels. */
  @Query(() => String)
  slow(@Ctx() context: SampleContext): Promise<string> {
    return context.runForEver()
  }

  /** Never looks at its signal. */
  @Query(() => String)
  deaf(@Ctx() context: SampleContext): Promise<string> {
    return context.untilReleased()
  }

  @Mutation(() => String)
  change(): string {
    return 'changed'
  }

  @FieldResolver(() => ThingConnection)
  related(@Args(() => PageArgs, { validate: true }) { first }: PageArgs): ThingConnection {
    return { totalCount: first ?? 0, nodes: [] }
  }
}

export function sampleSchema(): Promise<GraphQLSchema> {
  return buildSchema({ resolvers: [ThingResolver], validate: true })
}
