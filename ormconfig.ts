import 'reflect-metadata'
import type { DataSource } from 'typeorm'
import { CreateNodes1795450000001 } from './migrations/1795450000001-create-nodes.js'
import { CreateRelations1795450000002 } from './migrations/1795450000002-create-relations.js'
import { CreateCatalogue1795450000003 } from './migrations/1795450000003-create-catalogue.js'
import { CreateGovernance1795450000004 } from './migrations/1795450000004-create-governance.js'
import { CreateProgrammes1795450000005 } from './migrations/1795450000005-create-programmes.js'
import { CreateFunding1795450000006 } from './migrations/1795450000006-create-funding.js'
import { RelationRules1795450000007 } from './migrations/1795450000007-relation-rules.js'
import { LawsOfMoneyAndCodes1795450000008 } from './migrations/1795450000008-laws-of-money-and-codes.js'
import { Ties1795450000009 } from './migrations/1795450000009-ties.js'
import { Search1795450000010 } from './migrations/1795450000010-search.js'
import { DaysAndTheirPrecision1795450000011 } from './migrations/1795450000011-days-and-their-precision.js'
import { LawsForManyWriters1795450000012 } from './migrations/1795450000012-laws-for-many-writers.js'
import { Ledger1795450000013 } from './migrations/1795450000013-ledger.js'
import { RowVersions1795450000014 } from './migrations/1795450000014-row-versions.js'
import { Versions1795450000015 } from './migrations/1795450000015-versions.js'
import { AsOf1795450000016 } from './migrations/1795450000016-as-of.js'
import { Drafts1795450000017 } from './migrations/1795450000017-drafts.js'
import { Walls1795450000018 } from './migrations/1795450000018-walls.js'
import { ApiKeys1795450000019 } from './migrations/1795450000019-api-keys.js'
import { ApiKeyRow } from './src/access/api-key.table.js'
import { RowLevelSecurity1795450000020 } from './migrations/1795450000020-row-level-security.js'
import { SearchAndCodesAtOnce1795450000021 } from './migrations/1795450000021-search-and-codes-at-once.js'
import { IndexesThatServe1795450000022 } from './migrations/1795450000022-indexes-that-serve.js'
import { WallsWithoutDrafts1795450000023 } from './migrations/1795450000023-walls-without-drafts.js'
import { ServeOrder1795450000024 } from './migrations/1795450000024-serve-order.js'
import { NeedsSettledAndDraftsHeld1795450000025 } from './migrations/1795450000025-needs-settled-and-drafts-held.js'
import { TheYear1795450000026 } from './migrations/1795450000026-the-year.js'
import { WallsAtOneLook1795450000027 } from './migrations/1795450000027-walls-at-one-look.js'
import { BuildingBlockRow } from './src/catalogue/building-block.table.js'
import { DraftRow } from './src/catalogue/draft.table.js'
import { EntityRow } from './src/catalogue/entity.table.js'
import { NeedRow } from './src/catalogue/need.table.js'
import { PolicyDocumentRow } from './src/catalogue/policy-document.table.js'
import { RegulationRow } from './src/catalogue/regulation.table.js'
import { StewardRow } from './src/catalogue/steward.table.js'
import { TargetGroupRow } from './src/catalogue/target-group.table.js'
import { createDataSource, type DataSourceOptions } from './src/database/data-source.js'
import { AllocationRow } from './src/funding/allocation.table.js'
import { AppropriationRow } from './src/funding/appropriation.table.js'
import { BudgetArticleRow } from './src/funding/budget-article.table.js'
import { AdvicePointRow, AdviceRow } from './src/governance/advice.table.js'
import { DecisionArticleRow, DecisionRow } from './src/governance/decision.table.js'
import { EvaluationRow } from './src/governance/evaluation.table.js'
import { GovernanceBodyRow } from './src/governance/governance-body.table.js'
import { MeetingRow } from './src/governance/meeting.table.js'
import { MilestoneRow } from './src/governance/milestone.table.js'
import { CitationRow } from './src/graph/citation.table.js'
import { ColumnTieRow } from './src/graph/column-tie.table.js'
import { DocumentPartRow, DocumentRow } from './src/graph/document.table.js'
import { NodeAliasRow } from './src/graph/node-alias.table.js'
import { NodeNameRow } from './src/graph/node-name.table.js'
import { NodeKindRow, NodeRow } from './src/graph/node.table.js'
import { RelationKindRow, RelationRuleRow } from './src/graph/relation-kind.table.js'
import { RelationRow } from './src/graph/relation.table.js'
import { RemarkReadingRow, RemarkRow, RemarkSettlementRow } from './src/graph/remark.table.js'
import { GraphChangeRow, GraphHeadRow, GraphVersionRow } from './src/history/ledger.table.js'
import { DeliverableRow } from './src/programme/deliverable.table.js'
import { PillarRow } from './src/programme/pillar.table.js'
import { PortfolioRow } from './src/programme/portfolio.table.js'
import { ProgrammeRow } from './src/programme/programme.table.js'
import { ProjectRow } from './src/programme/project.table.js'
import { WorkstreamRow } from './src/programme/workstream.table.js'
import { WriteReceiptRow } from './src/writing/write-receipt.table.js'

/** Every table, in the order in which rows can be written: what is referred to comes first. */
export const ROWS = [
  NodeKindRow,
  RelationKindRow,
  RelationRuleRow,
  NodeRow,
  NodeNameRow,
  NodeAliasRow,
  DocumentRow,
  DocumentPartRow,
  RelationRow,
  ColumnTieRow,
  RemarkRow,
  RemarkReadingRow,
  RemarkSettlementRow,
  CitationRow,
  PolicyDocumentRow,
  RegulationRow,
  TargetGroupRow,
  EntityRow,
  DraftRow,
  StewardRow,
  BuildingBlockRow,
  NeedRow,
  GovernanceBodyRow,
  MeetingRow,
  DecisionRow,
  DecisionArticleRow,
  AdviceRow,
  AdvicePointRow,
  MilestoneRow,
  EvaluationRow,
  ProgrammeRow,
  PortfolioRow,
  PillarRow,
  ProjectRow,
  WorkstreamRow,
  DeliverableRow,
  BudgetArticleRow,
  AppropriationRow,
  AllocationRow,
  GraphHeadRow,
  GraphVersionRow,
  GraphChangeRow,
  WriteReceiptRow,
  ApiKeyRow,
]

/** Every migration, oldest first; a test holds this list against the folder. */
export const MIGRATIONS = [
  CreateNodes1795450000001,
  CreateRelations1795450000002,
  CreateCatalogue1795450000003,
  CreateGovernance1795450000004,
  CreateProgrammes1795450000005,
  CreateFunding1795450000006,
  RelationRules1795450000007,
  LawsOfMoneyAndCodes1795450000008,
  Ties1795450000009,
  Search1795450000010,
  DaysAndTheirPrecision1795450000011,
  LawsForManyWriters1795450000012,
  Ledger1795450000013,
  RowVersions1795450000014,
  Versions1795450000015,
  AsOf1795450000016,
  Drafts1795450000017,
  Walls1795450000018,
  ApiKeys1795450000019,
  RowLevelSecurity1795450000020,
  SearchAndCodesAtOnce1795450000021,
  IndexesThatServe1795450000022,
  WallsWithoutDrafts1795450000023,
  ServeOrder1795450000024,
  NeedsSettledAndDraftsHeld1795450000025,
  TheYear1795450000026,
  WallsAtOneLook1795450000027,
]

/** The graph's tables and migrations on a database. */
export function graphDataSource(url: string, options: DataSourceOptions = {}): DataSource {
  return createDataSource({ ...options, url, rows: ROWS, migrations: MIGRATIONS })
}

/** For TypeORM's command line, which finds its one data source by the default export. */
export default graphDataSource(process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/vrd')
