import type { Rolecall, TestUser } from '../../support/rolecall'

/** Makes a base of a workspace through the form, as its maker would; resolves to its id. */
export async function makeBase(
  { db }: Rolecall,
  { workspaceId }: { workspaceId: string },
  maker: TestUser,
  name = 'Prices',
  description = '',
): Promise<string> {
  await maker.does({
    kind: 'submit',
    submit: `knowledge.create:${workspaceId}`,
    values: { name, description },
  })
  const [made] = await db.query(
    'SELECT id FROM knowledge_base WHERE name = $1 AND workspace_id = $2 AND deleted_at IS NULL',
    [name, workspaceId],
  )
  if (!made) throw new Error(`not made: ${JSON.stringify(maker.last)}`)
  return made.id
}

export const basesOf = async ({ db }: Rolecall, agentId: string): Promise<string[]> =>
  (
    await db.query('SELECT base_id AS id FROM agent_base WHERE agent_id = $1 ORDER BY base_id', [agentId])
  ).map(({ id }: { id: string }) => id)

/** Straight in the tables. */
export const fillWithBases = (
  { db }: Rolecall,
  { accountId, workspaceId }: { accountId: string; workspaceId: string },
  names: readonly string[],
): Promise<{ id: string }[]> =>
  db.query(
    `WITH made AS (
       INSERT INTO knowledge_base (id, account_id, workspace_id, name, created_at)
       SELECT $2 || '-' || name, $1, $2, name, now() FROM unnest($3::text[]) name RETURNING id
     ) SELECT id FROM made ORDER BY id`,
    [accountId, workspaceId, names],
  )
