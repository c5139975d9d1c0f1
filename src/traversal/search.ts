import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { NodeKind } from '../kernel/node-kind.js'
import type { Page, PagedList } from '../graphql/connection.js'
import type { Window } from '../graphql/page-args.js'
import type { Batches } from '../database/batches.js'
import { ListQuestion } from '../database/list-question.js'
import { ListRequest } from '../database/list-request.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import type { NodeRecord } from '../graph/node-source.js'
import type { Nodes } from '../graph/nodes.js'

export interface SearchFilter {
  readonly text: string
  readonly kinds: readonly NodeKind[] | null
}

/** More words than this tell nothing more. */
const MOST_WORDS = 12
/** Words that stand in every text, in either language. */
const COMMON = new Set(
  'de het een en of in op van voor met te bij aan als uit om door the a an and or of on for to by with from at'.split(
    ' ',
  ),
)
/** Fewer letters than these begin too many words. */
const SHORTEST_BEGINNING = 3

/** What most people look for; steps, amounts and judgements about them come after. */
const SOUGHT_FIRST: readonly NodeKind[] = [
  'PROGRAMME', 'PORTFOLIO', 'PILLAR', 'PROJECT', 'BUILDING_BLOCK', 'ENTITY', 'REGULATION', 'GOVERNANCE_BODY', 'DECISION',
] // prettier-ignore

/** The words of a search text, without signs: safe within a text search query. Common words count only among themselves. */
export function wordsOf(text: string): string[] {
  const words = [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])]
  const telling = words.filter((word) => !COMMON.has(word))
  return (telling.length > 0 ? telling : words).slice(0, MOST_WORDS)
}

/**
 * Nodes that a text may mean, best first. A node is found by any of the words, stemmed in Dutch or English or as
 * the beginning of a word, or by a name that is spelled nearly alike; it ranks by how many words it has, how well
 * its names resemble the text, and whether a name or code is the text itself.
 */
const found = new ListQuestion<SearchFilter, NodeLink>({
  columns: sql`n.id, n.kind`,
  from: ({ text }) => sql`(with asked as materialized (${asked(text)}) select * from asked) as asked
    cross join searchable s join node n on n.id = s.node_id cross join lateral (${SCORE}) as r`,
  conditions: ({ text, kinds }) => [
    ...(kinds ? [sql`n.kind = any(${kinds}::text[])`] : []),
    sql`(s.words @@ asked.query or ${join(
      wordsOf(text).map((_, i) => sql`asked.words[${raw(String(i + 1))}] <% s.names`),
      ' or ',
    )})`,
  ],
  order: () => [
    { value: sql`r.score`, type: 'numeric', descending: true },
    { value: sql`n.code`, type: 'text' },
    { value: sql`n.kind`, type: 'text' },
  ],
})

/** The text as it is looked for; materialized where it is used, so that it is worked out once and not for each node. */
function asked(text: string): Sql {
  const words = wordsOf(text)
  const beginnings = words.map((word) => (word.length < SHORTEST_BEGINNING ? word : `${word}:*`))
  const either = words.join(' | ')
  return sql`select lower(unaccent(${text})) as text,
      string_to_array(unaccent(${words.join(' ')}), ' ') as words,
      to_tsquery('dutch', unaccent(${either})) || to_tsquery('english', unaccent(${either}))
        || to_tsquery('simple', unaccent(${beginnings.join(' | ')})) as query,
      array(
        select to_tsquery('dutch', word) || to_tsquery('english', word) || to_tsquery('simple', word || ':A*')
        from unnest(string_to_array(unaccent(${words.join(' ')}), ' ')) as word
      ) as word_queries`
}

const SCORE = sql`select round((
    3 * avg(case when s.words @@ w.query then 1 else word_similarity(w.word, s.names) end)
    + 2 * word_similarity(asked.text, s.names)
    + greatest(similarity(asked.text, lower(n.name_nl)), similarity(asked.text, lower(n.name_en)),
        similarity(asked.text, lower(n.code)))
    + 0.5 * (n.kind = any(${SOUGHT_FIRST}::text[]))::int
    + ts_rank(s.words, asked.query, 1)
    + 4 * (' | ' || s.names || ' | ' like '% | ' || asked.text || ' | %')::int
  )::numeric, 6) as score
  from unnest(asked.words, asked.word_queries) as w (word, query)`

/** The nodes that a text may mean, as a list; none for a text without letters or digits. */
export function searchList(
  batches: Batches,
  nodes: Nodes,
  filter: SearchFilter,
  window: Window,
): PagedList<NodeRecord> {
  if (wordsOf(filter.text).length === 0) return NOTHING
  const links = found.list(batches, new ListRequest(filter, 'SCORE', window))
  return {
    totalCount: () => links.totalCount(),
    async page(): Promise<Page<NodeRecord>> {
      const page = await links.page()
      return { ...page, rows: await nodes.loadLinks(page.rows) }
    },
  }
}

const NOTHING: PagedList<NodeRecord> = {
  page: () => ({ rows: [], cursorAt: () => '', hasNextPage: false, hasPreviousPage: false }),
  totalCount: () => 0,
}
