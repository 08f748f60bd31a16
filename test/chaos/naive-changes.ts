import { Client } from 'pg'
import { ulid } from 'ulid'

/** Changes roles for ever, each step a statement of its own as somebody might have written it: the negative control. */
async function main([url, accountId, teamId]: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(
    `SELECT id, person_id FROM membership WHERE team_id = $1 AND role <> 'owner' ORDER BY id LIMIT 1`,
    [teamId],
  )
  const [{ id, person_id: personId }] = rows
  for (let number = 0; ; number += 1) {
    const at = new Date().toISOString()
    const role = number % 2 ? 'admin' : 'member'
    await client.query(`INSERT INTO interaction (key, outcome, at) VALUES ($1, '{}', $2)`, [
      `slack:${ulid()}`,
      at,
    ])
    await client.query('UPDATE membership SET role = $2, version = version + 1 WHERE id = $1', [id, role])
    await client.query(
      `INSERT INTO audit_entry (id, account_id, team_id, platform, action, subject_type, subject_id, data, at)
       VALUES ($1, $2, $3, 'slack', 'member.roleChanged', 'person', $4, $5, $6)`,
      [ulid(), accountId, teamId, personId, JSON.stringify({ to: role }), at],
    )
    await client.query(
      `INSERT INTO outbox (id, kind, account_id, person_id, name, subject_id, status, due_at, created_at)
       VALUES ($1, 'notice', $2, $3, 'member.roleChanged', $4, 'done', $5, $5)`,
      [ulid(), accountId, personId, id, at],
    )
    process.stdout.write('changed\n')
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})
