import {
  type Answer,
  type Context,
  command,
  type Feature,
  type Form,
  isRefusal,
  openForm,
  press,
  type Reader,
  type Refusal,
  say,
  submit,
} from '../../chat'
import type { Database } from '../../db'
import { timesForm, topicsForm } from './forms'
import { type Preference, USUAL } from './preference'
import { profileCard } from './profile-view'
import { readTimes, readTopics, typedTimes } from './read-forms'
import { readPreferences } from './repository'
import { accountsOf, savePreference, type Times, type Topics } from './save-preference'

/** `/profile`: how somebody wishes to be told things, and in which time zone. Everybody sees and changes their own only. */
export function profile({ db }: { db: Database }): { chat: Feature } {
  return {
    chat: {
      commands: [
        command({
          name: 'profile',
          description: 'Choose which messages come to you, where and when',
          options: {},
          run: (context) => show(context),
        }),
      ],
      presses: [
        press({
          name: 'profile.askTimes',
          first: 'form',
          run: (context) => ask(context, timesForm),
        }),
        press({
          name: 'profile.askTopics',
          first: 'form',
          run: (context) => ask(context, topicsForm),
        }),
      ],
      submits: [
        submit({
          name: 'profile.times',
          form: async (_context, _ids, values) => timesForm(typedTimes(values)),
          run: (context, _ids, values) => save(context, readTimes(values)),
        }),
        submit({
          name: 'profile.topics',
          form: async (context) => {
            const chosen = await chosenBy(context)
            return isRefusal(chosen) ? chosen : topicsForm(chosen)
          },
          run: (context, _ids, values) => save(context, readTopics(values)),
        }),
      ],
    },
  }

  async function ask(context: Context, formOf: (chosen: Preference) => Form): Promise<Answer | Refusal> {
    const chosen = await chosenBy(context)
    return isRefusal(chosen) ? chosen : openForm(formOf(chosen))
  }

  async function save(context: Context, wish: Times | Topics | Refusal): Promise<Answer | Refusal> {
    if (isRefusal(wish)) return wish
    const saved = await savePreference(db, context, wish)
    if (isRefusal(saved)) return saved
    const { timeZone } = (await context.renew()).reader
    return show(context, { ...context.reader, timeZone }, true)
  }

  async function show(
    context: Context,
    reader: Reader = context.reader,
    isSaved = false,
  ): Promise<Answer | Refusal> {
    const accountIds = accountsOf(context)
    if (isRefusal(accountIds)) return accountIds
    const [chosen] = await readPreferences(db, context.actor.personId, accountIds)
    if (!chosen) throw new Error(`no account has the id ${accountIds[0]}`)
    return say(profileCard(chosen, accountIds.length, reader, isSaved))
  }

  async function chosenBy(context: Context): Promise<Preference | Refusal> {
    const accountIds = accountsOf(context)
    if (isRefusal(accountIds)) return accountIds
    const [chosen] = await readPreferences(db, context.actor.personId, accountIds)
    return chosen?.preference ?? USUAL
  }
}
