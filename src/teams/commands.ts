import { type Command, command, isRefusal, openForm, say } from '../chat'
import { workspaceOption } from '../scopes'
import { confirmLeaveCard } from './confirm-cards'
import { createTeam } from './create-team'
import { deleteForm } from './forms'
import {
  askChange,
  auditPage,
  inTeam,
  membersPage,
  orRefuse,
  type Showing,
  showOverview,
  showSettings,
  unless,
} from './pages'
import { GIVABLE_ROLES, TEAM_NAME_LENGTH } from './team'
import { createdCard } from './views'
import { memberOption, whichMember } from './which-member'
import { teamOption } from './which-team'

export function teamCommands(options: Showing): readonly Command[] {
  const { db } = options
  const person = memberOption(db, 'Name, mention or address of the member')
  return [
    command({
      name: 'team create',
      description: 'Make a new team; you will own it',
      form: { title: 'New team', submitLabel: 'Create' },
      options: {
        name: { kind: 'text', description: 'Name of the team', asked: true, maxLength: TEAM_NAME_LENGTH },
        workspace: workspaceOption(db),
      },
      run: async (context, { name, workspace }) =>
        orRefuse(await createTeam(db, context, name, workspace), (made) => say(createdCard(made))),
    }),
    command({
      name: 'team overview',
      description: 'Show the team: owner, people, settings',
      options: { team: teamOption },
      run: inTeam((context, own) => showOverview(options, context, own)),
    }),
    command({
      name: 'team members',
      description: 'List the members with role and last activity',
      options: { team: teamOption },
      run: inTeam(async (_context, own) => say(await membersPage(db, own, 0))),
    }),
    command({
      name: 'team role',
      description: 'Change the role of a member',
      form: { title: 'Change a role', submitLabel: 'Continue' },
      options: {
        person,
        role: { kind: 'choice', description: 'The new role', required: true, choices: GIVABLE_ROLES },
        team: teamOption,
      },
      run: inTeam(async (context, own, { person = '', role = '' }) => {
        const refused = unless(own, 'member.changeRole')
        if (refused) return refused
        const member = await whichMember(db, context, own.teamId, person)
        return isRefusal(member) ? member : askChange(db, context, member.membershipId, role)
      }),
    }),
    command({
      name: 'team remove',
      description: 'Remove a member from the team',
      form: { title: 'Remove a member', submitLabel: 'Continue' },
      options: { person, team: teamOption },
      run: inTeam(async (context, own, { person = '' }) => {
        const refused = unless(own, 'member.remove')
        if (refused) return refused
        const member = await whichMember(db, context, own.teamId, person)
        return isRefusal(member) ? member : askChange(db, context, member.membershipId, null)
      }),
    }),
    command({
      name: 'team settings',
      description: 'Change the name and what members may do',
      first: 'form',
      options: { team: teamOption },
      run: inTeam((context, own) => showSettings(db, context, own)),
    }),
    command({
      name: 'team audit',
      description: 'Show who changed what, and when',
      options: { team: teamOption },
      run: inTeam(
        async (context, own) => unless(own, 'team.settings') ?? say(await auditPage(db, context, own, 0)),
      ),
    }),
    command({
      name: 'team leave',
      description: 'Leave the team',
      options: { team: teamOption },
      run: inTeam(async (_context, own) => unless(own, 'team.leave') ?? say(confirmLeaveCard(own))),
    }),
    command({
      name: 'team delete',
      description: 'Delete the team for good',
      first: 'form',
      options: { team: teamOption },
      run: inTeam(
        async (_context, own) => unless(own, 'team.delete') ?? openForm(deleteForm(own.teamId, own.teamName)),
      ),
    }),
  ]
}
