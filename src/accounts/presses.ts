import { type Feature, isRefusal, pageNumber, press, refuse, replace, say, submit } from '../chat'
import { inOwnAccount, ownAccount } from '../scopes'
import { orRefuse } from '../teams'
import { changeSettings } from './change-settings'
import { askAgainToLeave, askAgainToRemove, keptCard, leftCard, removedCard, WARNED } from './confirm-cards'
import { deleteAccount } from './delete-account'
import { deleteForm, readSettings, settingsForm, unfit } from './forms'
import { leaveAccount } from './leave-account'
import { adminsPage, askRemoval, overviewPage, type Showing, showSettings } from './pages'
import { removeAdmin } from './remove-admin'
import { readAccount } from './statements'
import { settingsSavedCard } from './views'

/** Buttons and forms of the account's cards. */
export function accountPresses(options: Showing): Pick<Feature, 'presses' | 'submits'> {
  const { db } = options
  return {
    presses: [
      press({
        name: 'account.overview',
        run: inOwnAccount('account.settings', async (context, account) =>
          orRefuse(await overviewPage(options, context, account), (card) => say(card)),
        ),
      }),
      press({
        name: 'account.admins',
        run: inOwnAccount('account.users', async (_context, account, [, page]) =>
          replace(await adminsPage(db, account, pageNumber(page))),
        ),
      }),
      press({
        name: 'account.settings',
        first: 'form',
        run: inOwnAccount('account.settings', (_context, account) => showSettings(db, account)),
      }),
      press({
        name: 'account.askRemove',
        run: (context, [accountId = '', personId = '']) => askRemoval(db, context, accountId, personId),
      }),
      press({
        name: 'account.remove',
        refusal: 'replace',
        run: async (context, [accountId = '', personId = '', warned]) =>
          orRefuse(
            await removeAdmin(db, context, { accountId, personId, warned: warned === WARNED }),
            (done) => replace('leavesFew' in done ? askAgainToRemove(done) : removedCard(done)),
          ),
      }),
      press({
        name: 'account.leave',
        refusal: 'replace',
        run: async (context, [accountId = '', warned]) =>
          orRefuse(await leaveAccount(db, context, { accountId, warned: warned === WARNED }), (done) =>
            replace('leavesFew' in done ? askAgainToLeave(done) : leftCard(done.accountName)),
          ),
      }),
      press({ name: 'account.keep', who: 'anyone', run: async () => replace(keptCard) }),
    ],
    submits: [
      submit({
        name: 'account.settings',
        long: ['address'],
        // Shown again with the present version: who saves now has been told of the other change.
        form: async (context, [accountId = ''], values) => {
          const own = ownAccount(context, accountId)
          if (isRefusal(own)) return own
          const [account] = await readAccount(db, [accountId])
          return account
            ? settingsForm(accountId, account.settingsVersion, readSettings(values))
            : refuse({ code: 'notFound', what: 'account' })
        },
        run: async (context, [accountId = '', seen = ''], values) => {
          const wish = readSettings(values)
          const refused = unfit(wish)
          if (refused) return refused
          const saved = await changeSettings(db, context, accountId, Number(seen), wish)
          return orRefuse(saved, (done) => say(settingsSavedCard(done)))
        },
      }),
      submit({
        name: 'account.delete',
        form: async (context, [accountId = '']) => {
          const own = ownAccount(context, accountId)
          return isRefusal(own) ? own : deleteForm(own.accountId, own.accountName)
        },
        run: async (context, [accountId = ''], { name }) =>
          orRefuse(
            await deleteAccount(db, context, accountId, typeof name === 'string' ? name.trim() : ''),
            ({ accountName, workspaces }) =>
              say({
                tone: 'success',
                title: `Account ${accountName} is deleted`,
                text: `With ${workspaces === 1 ? 'its workspace' : `its ${workspaces} workspaces`}. Everybody is told.`,
              }),
          ),
      }),
    ],
  }
}
