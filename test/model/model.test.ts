import { Client } from 'pg'
import { HOUR_MS } from '../../src/clock'
import { createRolecall } from '../support/rolecall'
import { SEATS } from './cast'
import { DEEDS } from './deeds'
import { tellMany } from './story'

const { CHAOS } = process.env
const PLAN_BASIC = `seats ${SEATS}`

test(
  'Q4 R1 R2 R9 R13 R14 R15 R17 R18 R21 whatever people of two accounts do in whatever order, the rules hold and the model agrees',
  async () => {
    const rolecall = await createRolecall(undefined, { PLAN_BASIC })
    try {
      const deeds = Object.keys(DEEDS) as (keyof typeof DEEDS)[]
      const chosen = CHAOS === 'full' ? { commands: 100_000 } : { commands: 2_000, seed: SEED }
      const done = await tellMany(rolecall, { ...chosen, deeds })
      expect(deeds.filter((deed) => !done.has(deed))).toEqual([])
    } finally {
      await rolecall.close()
    }
  },
  4 * HOUR_MS,
)

const SEED = 20260105

/** Each breaks one rule of the product, and names what must come of it. */
const CONTROLS = {
  R1: {
    plan: PLAN_BASIC,
    sabotage: `ALTER TABLE membership DISABLE TRIGGER USER;
      CREATE FUNCTION stay_member() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.role := 'admin'; RETURN NEW; END $$;
      CREATE TRIGGER stay_member BEFORE UPDATE ON membership FOR EACH ROW WHEN (NEW.role = 'owner') EXECUTE FUNCTION stay_member()`,
    deeds: ['offerTeam', 'acceptTransfer'],
    found: /"rule": "R1"/,
  },
  R13: {
    plan: 'seats 50',
    sabotage: '',
    deeds: ['inviteToTeam', 'inviteToTeam', 'inviteToTeam', 'inviteToWorkspace'],
    found: /"onlyInDatabase": \[\n {2}"invitation/,
  },
  R18: {
    plan: PLAN_BASIC,
    sabotage: `CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
      CREATE TRIGGER forget BEFORE INSERT ON audit_entry FOR EACH ROW WHEN (NEW.action = 'member.roleChanged') EXECUTE FUNCTION forget()`,
    deeds: ['changeRole'],
    found: /"rule": "R18 membership"/,
  },
} as const

test.each(Object.entries(CONTROLS))('Q4 where %s is broken, it is found', async (_rule, control) => {
  const { plan, sabotage, deeds, found } = control
  const rolecall = await createRolecall(undefined, { PLAN_BASIC: plan })
  const owner = new Client({ connectionString: rolecall.url })
  try {
    await owner.connect()
    await owner.query(sabotage)
    await expect(tellMany(rolecall, { commands: 250, seed: SEED, deeds })).rejects.toThrow(found)
  } finally {
    await owner.end()
    await rolecall.close()
  }
})
