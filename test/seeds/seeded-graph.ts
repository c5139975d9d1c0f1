import { createDatabase } from '../support/database.js'
import { withClient } from '../support/test-run.js'

const NODE = `select n.*, lower(replace(n.kind, '_', '-')) || ':' || n.code as reference from node n`

const TABLES = [
  ...['programme', 'portfolio', 'pillar', 'project', 'workstream', 'building_block', 'entity', 'milestone'],
  ...['meeting', 'decision', 'advice', 'policy_document', 'regulation', 'budget_article', 'appropriation'],
  ...['allocation', 'evaluation'],
]

const COLUMNS = TABLES.map((table) => `select id, to_jsonb(t) as columns from ${table} t`).join(' union all ')

export interface SeededNode {
  readonly reference: string
  /** Of the node and of its kind, by the name of the column. */
  readonly columns: Readonly<Record<string, string | null>>
  /** Locators in any document. */
  readonly cited: readonly string[]
}

export interface SeededTie {
  /** Source, kind and target. */
  readonly text: string
  /** Of the tie itself, or else of the node whose column holds it. */
  readonly cited: readonly string[]
}

export interface SeededRemark {
  readonly node: string
  readonly kind: string
  readonly text: string
  readonly readings: number
  /** By the remark and by its readings. */
  readonly cited: readonly string[]
}

export interface SeededGraph {
  readonly nodes: readonly SeededNode[]
  readonly ties: readonly SeededTie[]
  readonly remarks: readonly SeededRemark[]
  /** Every place of the note that may be cited. */
  readonly places: readonly string[]
}

/** All that the seed files put into a database. */
export async function readSeededGraph(): Promise<SeededGraph> {
  const database = await createDatabase()
  try {
    return await withClient(database.url, async (client) => {
      const rows = async <Row extends object>(text: string) => (await client.query<Row>(text)).rows
      return {
        nodes: await rows<SeededNode>(`with node as (${NODE}), own as (${COLUMNS})
          select reference,
            (select jsonb_object_agg(key, value)
              from jsonb_each_text(to_jsonb(node) || coalesce(own.columns, '{}')) as pair) as columns,
            array(select locator from citation where node_id = node.id) as cited
          from node left join own using (id)`),
        ties: await rows<SeededTie>(`with node as (${NODE})
          select concat_ws(' ', source.reference, tie.kind, target.reference) as text,
            array(select locator from citation c where c.relation_id = tie.relation_id
              or (c.node_id = tie.node_id and coalesce(c.column_name = tie.column_name, true))) as cited
          from tie join node source on source.id = source_id join node target on target.id = target_id`),
        remarks: await rows<SeededRemark>(`with node as (${NODE})
          select node.reference as node, remark.kind, text_nl as text,
            (select count(*)::integer from remark_reading where remark_id = remark.id) as readings,
            array(select locator from citation where remark_id = remark.id) as cited
          from remark join node on node.id = node_id`),
        places: (
          await rows<{ locator: string }>(`select locator from document_part
            join node on node.id = document_id where node.code = 'nota-vrd3-2025'`)
        ).map(({ locator }) => locator),
      }
    })
  } finally {
    await database.drop()
  }
}
