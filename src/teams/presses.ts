import {
  type Feature,
  type FormValues,
  isRefusal,
  pageNumber,
  press,
  refuse,
  replace,
  say,
  submit,
  unlessWords,
} from '../chat'
import { accountsOf, changeRole, leaveTeam, removeMember } from './change-member'
import { changeSettings } from './change-settings'
import { changedCard, keptCard, leftCard } from './confirm-cards'
import { deleteTeam } from './delete-team'
import { deleteForm, readSettings, settingsForm, settingsSavedCard } from './forms'
import {
  askChange,
  auditPage,
  inOwnTeam,
  membersPage,
  orRefuse,
  type Showing,
  showOverview,
  showSettings,
  unless,
} from './pages'
import { readTeam } from './statements'
import { TEAM_NAME_LENGTH } from './team'
import { ownTeam } from './which-team'

/** Buttons, menus and forms of the team's cards. */
export function teamPresses(options: Showing): Pick<Feature, 'presses' | 'submits'> {
  const { db } = options
  return {
    presses: [
      press({
        name: 'teams.overview',
        run: inOwnTeam((context, own) => showOverview(options, context, own)),
      }),
      press({
        name: 'teams.members',
        run: inOwnTeam(async (_context, own, [, page]) =>
          replace(await membersPage(db, own, pageNumber(page))),
        ),
      }),
      press({
        name: 'teams.audit',
        run: inOwnTeam(
          async (context, own, [, page]) =>
            unless(own, 'team.settings') ?? replace(await auditPage(db, context, own, pageNumber(page))),
        ),
      }),
      press({
        name: 'teams.settings',
        first: 'form',
        run: inOwnTeam((context, own) => showSettings(db, context, own)),
      }),
      press({
        name: 'teams.askRole',
        run: (context, [id = '', role = '']) => askChange(db, context, id, role),
      }),
      press({ name: 'teams.askRemove', run: (context, [id = '']) => askChange(db, context, id, null) }),
      press({
        name: 'teams.role',
        refusal: 'replace',
        run: async (context, [id = '', role = '']) =>
          orRefuse(await changeRole(db, context, id, role), (done) => replace(changedCard(done))),
      }),
      press({
        name: 'teams.remove',
        refusal: 'replace',
        run: async (context, [id = '']) =>
          orRefuse(await removeMember(db, context, id), (done) => replace(changedCard(done))),
      }),
      press({
        name: 'teams.leave',
        refusal: 'replace',
        run: async (context, [teamId = '']) =>
          orRefuse(await leaveTeam(db, context, teamId), (left) => replace(leftCard(left.teamName))),
      }),
      press({ name: 'teams.keep', who: 'anyone', run: async () => replace(keptCard) }),
    ],
    submits: [
      submit({
        name: 'teams.settings',
        // Shown again with the present version: who saves now has been told of the other change.
        form: async (context, [teamId = ''], values) => {
          const [team] = await readTeam(db, [teamId, accountsOf(context)])
          return team
            ? settingsForm(teamId, team.settingsVersion, readSettings(values))
            : refuse({ code: 'notFound', what: 'team' })
        },
        run: async (context, [teamId = '', seen = ''], values) => {
          const wish = readSettings(values)
          const unfit = unlessWords(wish.name, 'Team name', TEAM_NAME_LENGTH, 'name')
          if (unfit) return unfit
          const saved = await changeSettings(db, context, teamId, Number(seen), wish)
          return orRefuse(saved, () => say(settingsSavedCard(wish)))
        },
      }),
      submit({
        name: 'teams.delete',
        form: async (context, [teamId = '']) => {
          const own = ownTeam(context, teamId)
          return isRefusal(own) ? own : deleteForm(own.teamId, own.teamName)
        },
        run: async (context, [teamId = ''], values) =>
          orRefuse(await deleteTeam(db, context, teamId, typedName(values)), (gone) =>
            say({ tone: 'success', title: `Team ${gone.teamName} is deleted` }),
          ),
      }),
    ],
  }
}

const typedName = (values: FormValues) => (typeof values.name === 'string' ? values.name.trim() : '')
