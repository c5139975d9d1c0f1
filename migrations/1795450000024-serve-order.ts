import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What a page costs must not grow with the graph. Most of what a statement does is to find one node by its id: a hash finds it
 * in one step, however many there are, where a tree takes one more for each hundredfold. And what many depend on is
 * told in order of the codes of all that do: with both ends in the index its relations are read off one after the
 * other, and none is fetched from wherever it stands.
 */
export class ServeOrder1795450000024 implements MigrationInterface {
  readonly name = 'ServeOrder1795450000024'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const UP = `
  create index node_id_idx on node using hash (id);

  drop index relation_target_idx;
  create index relation_target_idx on relation (target_id, kind, source_id, id);
`

const DOWN = `
  drop index node_id_idx;

  drop index relation_target_idx;
  create index relation_target_idx on relation (target_id, kind);
`
