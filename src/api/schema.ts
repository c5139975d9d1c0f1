import 'reflect-metadata'
import { type GraphQLSchema, isAbstractType, isInputObjectType } from 'graphql'
import { buildSchema, type NonEmptyArray, type PubSub } from 'type-graphql'
import {
  ChangeResolver,
  GraphDiffResolver,
  LedgerQueryResolver,
  NodeHistoryResolver,
} from '../graph/change.resolver.js'
import { CitationResolver, DocumentResolver } from '../graph/citation.resolver.js'
import { NodeQueryResolver } from '../graph/node-query.resolver.js'
import { GraphNodeResolver } from '../graph/node.resolver.js'
import { typeNameOf } from '../graph/node.type.js'
import { RelationResolver } from '../graph/relation.resolver.js'
import { ReadingResolver, RemarkResolver, RemarkSettlementResolver } from '../graph/remark.resolver.js'
import { NewVersionResolver } from '../graph/version.resolver.js'
import {
  BuildingBlockResolver,
  EntityResolver,
  PolicyDocumentResolver,
} from '../catalogue/catalogue.resolver.js'
import { TargetGroup } from '../catalogue/catalogue.type.js'
import { EntityNeedsResolver, NeedResolver } from '../catalogue/need.resolver.js'
import { StewardResolver } from '../catalogue/steward.resolver.js'
import { AdvicePointResolver, AdviceResolver } from '../governance/advice.resolver.js'
import {
  DecisionArticleResolver,
  DecisionResolver,
  MeetingResolver,
} from '../governance/decision.resolver.js'
import { EvaluationResolver, MilestoneResolver } from '../governance/milestone.resolver.js'
import { PromiseResolver } from '../governance/promise.resolver.js'
import {
  CycleResolver,
  CycleStepResolver,
  CycleWarningResolver,
  PortfolioStageResolver,
} from '../programme/cycle.resolver.js'
import { PillarResolver, PortfolioResolver, ProgrammeResolver } from '../programme/programme.resolver.js'
import {
  BuildingBlockProjectsResolver,
  ProjectResolver,
  WorkstreamResolver,
} from '../programme/project.resolver.js'
import { AllocationGroupResolver, AllocationResolver, GateResolver } from '../funding/allocation.resolver.js'
import {
  AppropriationResolver,
  EntityMoneyResolver,
  PortfolioMoneyResolver,
  ProjectMoneyResolver,
} from '../funding/appropriation.resolver.js'
import { EvaluationDebtResolver } from '../funding/evaluation-debt.resolver.js'
import {
  ComparedCellResolver,
  ComparedLineResolver,
  ComparedNeedResolver,
  ComparedPortfolioResolver,
  PortfolioComparisonResolver,
} from '../funding/comparison.resolver.js'
import { PillarShareResolver, PortfolioHeadroomResolver } from '../funding/headroom.resolver.js'
import {
  ImpactHitResolver,
  ImpactResolver,
  PathResolver,
  ReuseResolver,
} from '../traversal/impact.resolver.js'
import { FundingLineageResolver, FundingTrailResolver } from '../traversal/lineage.resolver.js'
import { NeedTrailResolver, NeedTrailsResolver } from '../traversal/need-trail.resolver.js'
import { SearchResolver } from '../traversal/search.resolver.js'
import { BuildToRunResolver } from '../insight/build-to-run.resolver.js'
import {
  CompletenessResolver,
  ExpectationCountResolver,
  ExpectationResolver,
  GraphCompletenessResolver,
  NodeCompletenessResolver,
} from '../insight/completeness.resolver.js'
import { ReuseCellResolver, ReuseMatrixResolver, ReuseRowResolver } from '../insight/reuse-matrix.resolver.js'
import { ReuseGroupResolver, ReuseRateResolver } from '../insight/reuse.resolver.js'
import { SynergyReasonResolver, SynergyResolver } from '../insight/synergy.resolver.js'
import { ApiKeysResolver } from '../writing/api-keys.resolver.js'
import { MoneyMutationsResolver } from '../writing/money-mutations.resolver.js'
import { NeedMutationsResolver } from '../writing/need-mutations.resolver.js'
import { NodeMutationsResolver } from '../writing/node-mutations.resolver.js'
import { RelationMutationsResolver } from '../writing/relation-mutations.resolver.js'
import { UserErrorResolver } from '../writing/user-error.resolver.js'
import { YearMutationsResolver } from '../writing/year-mutations.resolver.js'
import { resolveDirectly } from './direct-resolvers.js'

const RESOLVERS: NonEmptyArray<new () => object> = [
  LedgerQueryResolver, ChangeResolver, GraphDiffResolver, NodeHistoryResolver, NewVersionResolver,
  NodeQueryResolver, GraphNodeResolver, RelationResolver, RemarkResolver, RemarkSettlementResolver, ReadingResolver, CitationResolver, DocumentResolver,
  StewardResolver, BuildingBlockResolver, EntityResolver, PolicyDocumentResolver, NeedResolver, EntityNeedsResolver,
  MeetingResolver, DecisionResolver, DecisionArticleResolver, AdviceResolver, AdvicePointResolver,
  MilestoneResolver, EvaluationResolver, PromiseResolver, CycleResolver, CycleStepResolver, CycleWarningResolver,
  ProgrammeResolver, PortfolioResolver, PortfolioStageResolver, PillarResolver, ProjectResolver, BuildingBlockProjectsResolver, WorkstreamResolver,
  AllocationResolver, GateResolver, AllocationGroupResolver, AppropriationResolver, EvaluationDebtResolver,
  PortfolioMoneyResolver, ProjectMoneyResolver, EntityMoneyResolver,
  PortfolioHeadroomResolver, PillarShareResolver,
  PortfolioComparisonResolver, ComparedPortfolioResolver, ComparedLineResolver, ComparedCellResolver, ComparedNeedResolver,
  ImpactResolver, ImpactHitResolver, ReuseResolver, PathResolver, FundingLineageResolver, FundingTrailResolver, NeedTrailsResolver, NeedTrailResolver, SearchResolver,
  SynergyResolver, SynergyReasonResolver, ReuseRateResolver, ReuseGroupResolver, ReuseMatrixResolver, ReuseRowResolver, ReuseCellResolver,
  BuildToRunResolver, NodeCompletenessResolver, CompletenessResolver, GraphCompletenessResolver, ExpectationResolver, ExpectationCountResolver,
  NodeMutationsResolver, RelationMutationsResolver, MoneyMutationsResolver, NeedMutationsResolver, YearMutationsResolver, UserErrorResolver, ApiKeysResolver,
] // prettier-ignore

/** type-graphql asks for one as soon as there is a subscription; ours bring their own source of events. */
const NO_PUB_SUB: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('a subscription without a source of events')
  },
}

/**
 * The one GraphQL schema, from the resolvers of all features. type-graphql keeps what it knows of types for the
 * whole process, so this is built once and handed on.
 */
export async function buildGraphSchema(): Promise<GraphQLSchema> {
  const schema = await buildPlainSchema()
  resolveDirectly(schema)
  return schema
}

/** The same with type-graphql between the fields and their methods: what the served one is held against in tests. */
export async function buildPlainSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: RESOLVERS,
    orphanedTypes: [TargetGroup],
    pubSub: NO_PUB_SUB,
    validate: { forbidUnknownValues: false },
  })
  for (const type of Object.values(schema.getTypeMap())) {
    // type-graphql wraps this in a promise for every object of every list.
    if (isAbstractType(type) && type.name !== 'MutationPayload') type.resolveType = typeNameOf
    // type-graphql knows no such inputs; graphql-js then refuses none, two, and null.
    if (isInputObjectType(type) && type.name === 'NodeDetailsInput') type.isOneOf = true
  }
  return schema
}
