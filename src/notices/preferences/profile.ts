import {
  type Answer,
  type Context,
  command,
  type Feature,
  type Form,
  isRefusal,
  openForm,
  press,
  type Refusal,
  replace,
  say,
  submit,
} from '../../chat'
import type { Database } from '../../db'
import { knownZone } from '../known-zone'
import { readReach } from '../reach'
import { timesForm, topicsForm } from './forms'
import type { Preference } from './preference'
import { type Profile, profileCard } from './profile-view'
import { readTimes, readTopics, typedTimes } from './read-forms'
import { type AccountPreference, readPreferences } from './repository'
import { accountsOf, savePreference, type Times, type Topics } from './save-preference'
import { readWays } from './ways'

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
          run: (context, _ids, values) => save(context, (before) => readTimes(values, before)),
        }),
        submit({
          name: 'profile.topics',
          form: async (context) => {
            const chosen = await chosenBy(context)
            return isRefusal(chosen) ? chosen : topicsForm(chosen.preference)
          },
          run: (context, shown, values) => save(context, (before) => readTopics(values, shown, before)),
        }),
      ],
    },
  }

  async function ask(context: Context, formOf: (chosen: Preference) => Form): Promise<Answer | Refusal> {
    const chosen = await chosenBy(context)
    return isRefusal(chosen) ? chosen : openForm(formOf(chosen.preference))
  }

  /** The card on which the form was opened shows what holds now. */
  async function save(
    context: Context,
    wishOf: (before: Preference) => Times | Topics | Refusal,
  ): Promise<Answer | Refusal> {
    const before = await chosenBy(context)
    if (isRefusal(before)) return before
    const wish = wishOf(before.preference)
    if (isRefusal(wish)) return wish
    const saved = await savePreference(db, context, wish)
    if (isRefusal(saved)) return saved
    const found = await profileOf(context)
    return isRefusal(found) ? found : replace(profileCard(found, context.reader, true))
  }

  async function show(context: Context): Promise<Answer | Refusal> {
    const found = await profileOf(context)
    return isRefusal(found) ? found : say(profileCard(found, context.reader))
  }

  async function profileOf(context: Context): Promise<Profile | Refusal> {
    const chosen = await chosenBy(context)
    if (isRefusal(chosen)) return chosen
    const { actor, place } = context
    const ways = await readWays(db, actor, chosen.accountIds)
    const zone = await zoneOf(context, chosen)
    return { ...chosen, accounts: chosen.accountIds.length, ways, zone, platform: place.platform }
  }

  /** By which their quiet hours go; of other chat users of theirs a confined one learns nothing. */
  async function zoneOf(
    { actor, reader }: Context,
    { accountId, preference }: AccountPreference,
  ): Promise<string | null> {
    const reach = await readReach(db, actor.personId, accountId)
    return knownZone(actor.confinedTo ? { preference, identities: [reader] } : reach)
  }

  /** In several accounts: where they have chosen last. */
  async function chosenBy(
    context: Context,
  ): Promise<(AccountPreference & { accountIds: readonly string[] }) | Refusal> {
    const accountIds = accountsOf(context)
    if (isRefusal(accountIds)) return accountIds
    const [chosen] = await readPreferences(db, context.actor.personId, accountIds)
    if (!chosen) throw new Error(`no account has the id ${accountIds[0]}`)
    return { ...chosen, accountIds }
  }
}
