import { Client } from 'pg'
import { makeReviews, REVIEWS } from '../../src/activity/make-reviews'
import { remindSilent } from '../../src/activity/remind-silent'
import { DAY_MS } from '../../src/clock'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { personOf, setStage } from '../workspaces/stage'
import { look, reminders } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

/** Rows of the table with that value in the column cannot be written any more. */
async function refuse(table: string, column: string, value: string): Promise<void> {
  const client = new Client({ connectionString: rolecall.url })
  await client.connect()
  await client.query(`CREATE FUNCTION refuse_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a fault of ours'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON ${table} FOR EACH ROW WHEN (NEW.${column} = '${value}')
    EXECUTE FUNCTION refuse_${table}()`)
  await client.end()
}

test('R20 one team and one person that cannot be saved hold up neither reviews nor reminders of the others', async () => {
  const [bad, good] = [await setStage(rolecall), await setStage(rolecall)]
  await look(rolecall)
  await refuse('review', 'scope_id', bad.teamId)
  await refuse('reminder', 'person_id', await personOf(rolecall, bad.member))
  rolecall.clock.advance(38 * DAY_MS)
  const now = rolecall.clock.now()
  const [weekly] = REVIEWS.filter(({ kind, scopeKind }) => kind === 'weekly' && scopeKind === 'team')
  if (!weekly) throw new Error('teams have no weekly review')
  await expect(remindSilent(rolecall.db, now)).rejects.toThrow('a fault of ours')
  await expect(makeReviews(rolecall.db, weekly, now)).rejects.toThrow('a fault of ours')
  expect(await reminders(rolecall, bad.member)).toEqual([])
  for (const user of [bad.admin, good.member]) expect(await reminders(rolecall, user)).toEqual([null])
  const reviewed = await rolecall.db.query(
    `SELECT scope_id FROM review WHERE kind = 'weekly' AND scope_kind = 'team'`,
  )
  expect(reviewed).toEqual([{ scope_id: good.teamId }])
})
