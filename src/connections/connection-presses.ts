import {
  type Choice,
  type Feature,
  isBlank,
  isRefusal,
  LIMITS,
  openForm,
  press,
  refuse,
  replace,
  say,
  submit,
} from '../chat'
import type { Database } from '../db'
import { orRefuse } from '../teams'
import { chooseTeam, NO_TEAM, readTeams, teamChoice } from './choose-team'
import { confirmEndCard, endedOnPurposeCard, keptCard, teamChosenCard, teamForm } from './connection-views'
import { endOnPurpose } from './end-on-purpose'
import { type Managed, manageConnection } from './manage-connection'

/** What the settings of a workspace do with one of its connections. */
export function connectionPresses(db: Database): Required<Pick<Feature, 'presses' | 'submits' | 'searches'>> {
  const teamsOf = async ({ workspace }: Managed, typed: string): Promise<readonly Choice[]> =>
    (await readTeams(db, [workspace.workspaceId, typed, LIMITS.choices])).map(teamChoice)
  const formFor = async (managed: Managed) => teamForm(managed.connection, await teamsOf(managed, ''))
  return {
    presses: [
      press({
        name: 'connections.askTeam',
        first: 'form',
        run: async (context, [id = '']) => {
          const managed = await manageConnection(db, context, id)
          return isRefusal(managed) ? managed : openForm(await formFor(managed))
        },
      }),
      press({
        name: 'connections.askEnd',
        run: async (context, [id = '']) =>
          orRefuse(await manageConnection(db, context, id), ({ connection }) =>
            say(confirmEndCard(connection, context.home?.connectionId === id)),
          ),
      }),
      press({
        name: 'connections.end',
        refusal: 'replace',
        run: async (context, [id = '']) =>
          orRefuse(await endOnPurpose(db, context, id), (ended) => replace(endedOnPurposeCard(ended))),
      }),
      press({ name: 'connections.keep', who: 'anyone', run: async () => replace(keptCard) }),
    ],
    submits: [
      submit({
        name: 'connections.team',
        form: async (context, [id = '']) => {
          const managed = await manageConnection(db, context, id)
          return isRefusal(managed) ? managed : formFor(managed)
        },
        run: async (context, [id = ''], values) => {
          const typed = typeof values.team === 'string' ? values.team.trim() : ''
          if (isBlank(typed)) return refuse({ code: 'optionMissing', option: 'team' }, 'team')
          return orRefuse(await chooseTeam(db, context, id, typed), (chosen) => say(teamChosenCard(chosen)))
        },
      }),
    ],
    searches: [
      {
        name: 'connections.teams',
        run: async (context, [id = ''], typed) => {
          const managed = await manageConnection(db, context, id)
          if (isRefusal(managed)) return []
          const teams = await teamsOf(managed, typed.trim())
          return typed.trim() === '' ? [NO_TEAM, ...teams.slice(0, LIMITS.choices - 1)] : teams
        },
      },
    ],
  }
}
