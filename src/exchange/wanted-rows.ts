import { dayAfter, type FuzzyDate } from '../kernel/fuzzy-date.js'
import { derivedIdentity } from '../kernel/identity.js'
import { CitationRow } from '../graph/citation.table.js'
import { ColumnTieRow } from '../graph/column-tie.table.js'
import { NodeAliasRow } from '../graph/node-alias.table.js'
import { NodeNameRow } from '../graph/node-name.table.js'
import { NodeRow } from '../graph/node.table.js'
import { RelationRow } from '../graph/relation.table.js'
import { RemarkReadingRow, RemarkRow } from '../graph/remark.table.js'
import { citationRow } from './citation-row.js'
import type { ListRow } from './kind-fields.js'
import { endsOf, type NodeIndex, relationId } from './node-index.js'
import { RowSet } from './row-set.js'
import { SEED_KINDS } from './seed-kinds.js'
import type { SeedNode } from './seed-node.js'
import type { Place } from './seed-problem.js'
import type { SeedCitation, SeedReference } from './seed-reference.js'
import type { SeedRelation } from './seed-relation.js'
import type { SeedRemark } from './seed-remark.js'
import type { Cell, Row } from './seed-row.js'
import type { SeedPeriod, Translated } from './seed-scalars.js'
import { type SeedTable, tieColumn } from './seed-tables.js'

export interface WantedRows {
  readonly rows: RowSet
  /** Where each node, relation and remark stands, by id. */
  readonly places: ReadonlyMap<string, Place>
}

/** The rows that checked seed files ask for. */
export function wantedRows(index: NodeIndex, tables: readonly SeedTable[]): WantedRows {
  const building = new WantedRowsBuilder(index, new RowSet(tables))
  for (const node of index.nodes) building.addNode(node)
  return building
}

class WantedRowsBuilder implements WantedRows {
  readonly places = new Map<string, Place>()

  constructor(
    readonly index: NodeIndex,
    readonly rows: RowSet,
  ) {}

  addNode(node: SeedNode): void {
    const { id, kind, code, origin, common, formerly } = node
    const { inferred = false, cites = [], names = [], remarks = [], relations = [] } = common
    const [name, description] = [there(common.name), there(common.description)]
    this.places.set(id, node.place)
    this.rows.add(NodeRow, id, {
      id,
      kind,
      code,
      nameNl: name.nl,
      nameEn: name.en,
      descriptionNl: description.nl,
      descriptionEn: description.en,
      inferred,
      origin,
      ...period(common.valid),
    } satisfies NodeRow)
    for (const alias of formerly)
      if (alias !== code) this.rows.add(NodeAliasRow, id, { kind, code: alias, nodeId: id })
    for (const [at, { text, language, as, from, through }] of names.entries()) {
      const used = { usedFrom: from?.date ?? null, usedTo: through ? dayAfter(through) : null }
      this.rows.add(NodeNameRow, id, {
        nodeId: id,
        position: at + 1,
        text,
        language,
        use: as,
        ...used,
      } satisfies NodeNameRow)
    }
    this.#addTyped(node)
    this.#addTies(node)
    for (const [at, remark] of remarks.entries()) this.#addRemark(node, remark, at + 1)
    for (const relation of relations) this.#addRelation(node, relation)
    // A place that prints a name of the node names the node.
    this.#cite(node, id, { nodeId: id }, [id], [...cites, ...names.flatMap((printed) => printed.cites ?? [])])
  }

  #addTyped({ id, kind, values }: SeedNode): void {
    const row: Record<string, Cell> = { id, kind }
    for (const [key, field] of Object.entries(SEED_KINDS[kind].fields)) {
      const value = values[key]
      if (field.shape === 'cell')
        row[field.property ?? key] = (value as Cell | undefined) ?? field.otherwise ?? null
      if (field.shape === 'tie')
        row[`${key}Id`] = value === undefined ? null : there(this.index.find(value as SeedReference)).id
      if (field.shape === 'date') {
        row[key] = (value as FuzzyDate | undefined)?.date ?? null
        row[`${key}Precision`] = (value as FuzzyDate | undefined)?.precision ?? null
      }
      if (field.shape === 'text') {
        row[`${key}Nl`] = (value as Translated | undefined)?.nl ?? null
        row[`${key}En`] = (value as Translated | undefined)?.en ?? null
      }
      if (field.shape === 'rows')
        for (const item of (value ?? []) as ListRow[]) this.rows.add(field.table, id, item(id))
    }
    this.rows.add(SEED_KINDS[kind].row, id, row)
  }

  /** What a tie leaves unsaid holds as for its node. */
  #addTies(node: SeedNode): void {
    const { id, common } = node
    for (const [key, tie] of Object.entries(node.ties)) {
      const columnName = tieColumn(key)
      const inferred = tie?.inferred ?? common.inferred ?? false
      if (tie?.inferred !== undefined || tie?.valid)
        this.rows.add(ColumnTieRow, id, {
          nodeId: id,
          columnName,
          inferred,
          ...period(tie.valid),
        } satisfies ColumnTieRow)
      this.#cite(node, id, { nodeId: id, columnName }, [id, columnName], tie?.cites ?? [])
    }
  }

  #addRemark(
    node: SeedNode,
    { kind, text, cites, readings = [], place }: SeedRemark,
    position: number,
  ): void {
    const id = derivedIdentity('remark', node.id, text.nl)
    this.places.set(id, place)
    const row = { id, nodeId: node.id, position, kind, textNl: text.nl, textEn: text.en } satisfies RemarkRow
    this.rows.add(RemarkRow, node.id, row)
    this.#cite(node, node.id, { remarkId: id }, [id], cites)
    for (const [at, reading] of readings.entries()) {
      const rank = at + 1
      const { nl: textNl, en: textEn } = reading.text
      this.rows.add(RemarkReadingRow, node.id, {
        remarkId: id,
        rank,
        textNl,
        textEn,
      } satisfies RemarkReadingRow)
      this.#cite(node, node.id, { remarkId: id, readingRank: rank }, [id, textNl], reading.cites)
    }
  }

  #addRelation(node: SeedNode, relation: SeedRelation): void {
    const { kind, valid, inferred, place, cites } = relation
    const own = { node, relation }
    const { source, target } = there(endsOf(this.index, own))
    const id = there(relationId(this.index, own))
    this.places.set(id, place)
    this.rows.add(RelationRow, id, {
      id,
      kind,
      sourceId: source.id,
      sourceKind: source.kind,
      targetId: target.id,
      targetKind: target.kind,
      inferred,
      origin: node.origin,
      ...period(valid),
    } satisfies RelationRow)
    this.#cite(node, id, { relationId: id }, [id], cites)
  }

  /** @param subject columns that say what cites. @param apart what tells it from all else that cites, whatever its place. */
  #cite(
    node: SeedNode,
    owner: string,
    subject: Row,
    apart: readonly string[],
    cites: readonly SeedCitation[],
  ): void {
    for (const [at, citation] of cites.entries()) {
      const documentId = there(this.index.documentOf(node, citation)).id
      const place = { documentId, locator: citation.locator }
      this.rows.add(CitationRow, owner, citationRow(place, at + 1, subject, apart))
    }
  }
}

function period(valid: SeedPeriod | undefined) {
  return {
    validFrom: valid?.from?.date ?? null,
    validFromPrecision: valid?.from?.precision ?? null,
    validTo: valid?.to?.date ?? null,
    validToPrecision: valid?.to?.precision ?? null,
  }
}

/** For what the checks have already asked for. */
function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('rows were asked for before the checks had passed')
  return value
}
