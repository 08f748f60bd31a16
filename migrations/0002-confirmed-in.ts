import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Where a proved address counts: null after a mail, else in the one account whose Slack workspace confirms it (R21). */
export class ConfirmedIn2 implements MigrationInterface {
  name = 'ConfirmedIn1767312000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE person_address ADD COLUMN confirmed_in text REFERENCES account')
  }

  async down(runner: QueryRunner): Promise<void> {
    // What only one account's Slack says would count everywhere without the column.
    await runner.query('DELETE FROM person_address WHERE confirmed_in IS NOT NULL')
    await runner.query('ALTER TABLE person_address DROP COLUMN confirmed_in')
  }
}
