import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Channels in which an agent answers without being named: domain.md §2.2, agent.parts. */
export class AgentChannels17 implements MigrationInterface {
  name = 'AgentChannels1768608000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE agent_channel (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  workspace_id text NOT NULL REFERENCES workspace,
  agent_id text NOT NULL REFERENCES chatbot,
  platform text NOT NULL CHECK (platform IN ('slack', 'discord')),
  tenant text NOT NULL,
  channel_id text NOT NULL,
  set_by text NOT NULL REFERENCES person,
  set_at timestamptz NOT NULL,
  -- Of one channel there is one agent.
  UNIQUE (platform, channel_id, tenant)
);
CREATE INDEX agent_channel_agent ON agent_channel (agent_id);
`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agent_channel')
  }
}
