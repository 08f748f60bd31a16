import { type Command, command, isRefusal, openForm, say } from '../chat'
import { type Doorway, type Inviting, inviteOptions, invitePeople } from '../invitations'
import { accountOption, inAccount } from '../scopes'
import { orRefuse } from '../teams'
import { deleteForm } from './forms'
import { adminsPage, askLeaving, askRemoval, overviewPage, type Showing, showSettings } from './pages'
import { adminOption, whichAdmin } from './which-admin'

export function accountCommands(options: Showing & Doorway & Inviting): readonly Command[] {
  const { db } = options
  return [
    command({
      name: 'account overview',
      description: 'Show the account: admins, workspaces, connections',
      options: { account: accountOption },
      run: inAccount('account.settings', async (context, account) =>
        orRefuse(await overviewPage(options, context, account), (card) => say(card)),
      ),
    }),
    command({
      name: 'account admins',
      description: 'List the account admins; remove one',
      options: { account: accountOption },
      run: inAccount('account.users', async (_context, account) => say(await adminsPage(db, account, 0))),
    }),
    command({
      name: 'account invite',
      description: 'Invite people as account admins, by address or as users of this chat',
      form: { title: 'Invite account admins', submitLabel: 'Invite' },
      options: { ...inviteOptions.account, account: accountOption },
      run: inAccount('account.users', (context, { accountId: id }, given) =>
        invitePeople(options, context, { kind: 'account', id }, given),
      ),
    }),
    command({
      name: 'account remove',
      description: 'Take the right of an account admin from somebody',
      form: { title: 'Remove an admin', submitLabel: 'Continue' },
      options: { person: adminOption(db), account: accountOption },
      run: inAccount('account.users', async (context, account, { person = '' }) => {
        const admin = await whichAdmin(db, context, account, person)
        return isRefusal(admin) ? admin : askRemoval(db, context, account.accountId, admin.personId)
      }),
    }),
    command({
      name: 'account settings',
      description: 'Change the name of the account and where invoices go',
      first: 'form',
      options: { account: accountOption },
      run: inAccount('account.settings', (_context, account) => showSettings(db, account)),
    }),
    command({
      name: 'account leave',
      description: 'Leave the account with all its workspaces and teams',
      options: { account: accountOption },
      run: inAccount('account.users', (context, account) => askLeaving(db, context, account)),
    }),
    command({
      name: 'account delete',
      description: 'Delete the account for good',
      first: 'form',
      options: { account: accountOption },
      run: inAccount('account.workspaces', async (_context, { accountId, accountName }) =>
        openForm(deleteForm(accountId, accountName)),
      ),
    }),
  ]
}
