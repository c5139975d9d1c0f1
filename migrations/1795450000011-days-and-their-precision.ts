import type { MigrationInterface, QueryRunner } from 'typeorm'

/** A day that is told with a precision has one, as every period has. */
export class DaysAndTheirPrecision1795450000011 implements MigrationInterface {
  readonly name = 'DaysAndTheirPrecision1795450000011'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const UP = `
  alter table document add constraint document_date_check
    check (date_precision in ('DAY', 'MONTH', 'QUARTER', 'YEAR') and (date is null) = (date_precision is null));
  alter table policy_document add constraint policy_document_date_check
    check (date_precision in ('DAY', 'MONTH', 'QUARTER', 'YEAR') and (date is null) = (date_precision is null));
  alter table milestone add constraint milestone_due_check
    check (due_precision in ('DAY', 'MONTH', 'QUARTER', 'YEAR') and (due is null) = (due_precision is null));
`

const DOWN = `
  alter table milestone drop constraint milestone_due_check;
  alter table policy_document drop constraint policy_document_date_check;
  alter table document drop constraint document_date_check;
`
