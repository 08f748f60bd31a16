import { Client } from 'pg'
import { HOUR_MS } from '../../src/clock'
import { note } from '../chaos/note'
import { FULL, sized } from '../chaos/size'
import { createRolecall } from '../support/rolecall'
import { SEATS } from './cast'
import { DEEDS } from './deeds'
import { tellMany } from './story'

const PLAN_BASIC = `seats ${SEATS}`
const COMMANDS = 2_000
/** Each in a town of its own: the clock brings reviews to everybody there, also to those whose story is over. */
const ROUNDS = Array.from({ length: sized(1, 50) }, (_, number) => number + 1)
const ALL = Object.keys(DEEDS) as (keyof typeof DEEDS)[]
const done = new Set<string>()
let agreed = 0

test.each(ROUNDS)(
  'Q4 R1 R2 R9 R13 R14 R15 R17 R18 R21 whatever people of two accounts do in whatever order, the rules hold and the model agrees (%i)',
  async () => {
    const rolecall = await createRolecall(undefined, { PLAN_BASIC })
    try {
      const told = await tellMany(rolecall, { commands: COMMANDS, deeds: ALL, ...(!FULL && { seed: SEED }) })
      for (const deed of told.keys()) done.add(deed)
      agreed += COMMANDS
    } finally {
      await rolecall.close()
    }
  },
  HOUR_MS,
)

test('Q4 everything that people can do was done', () => {
  expect(ALL.filter((deed) => !done.has(deed))).toEqual([])
  note('Q4', `${agreed} random commands in ${ROUNDS.length} towns`, 'model and database agree')
})

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
