import {
  type Answer,
  type Choice,
  type Context,
  explainCard,
  type FormValues,
  fix,
  isRefusal,
  LIMITS,
  type Refusal,
  refuse,
  type Search,
  type Submit,
  say,
  shorten,
  submit,
} from '../chat'
import { findChatbot, isLevel, type ReachedChatbot, reachToDo, readShare, type Share } from '../chatbots'
import type { Database } from '../db'
import { orRefuse } from '../teams'
import { sharedCard } from './done-views'
import { findGrantee, personMeant } from './grantee'
import { sharingWith } from './may-share'
import { shareChatbot } from './share-chatbot'
import { personForm, shareForm } from './share-form'
import { suggestPeople } from './with-option'

export const shareSubmits = (db: Database): readonly Submit[] => [
  submit({
    name: 'shares.give',
    form: async (context, [id = '', teamId = ''], values) => {
      const reached = await findChatbot(db, context.actor, id)
      if (!reached) return refuse({ code: 'notFound', what: 'chatbot' })
      const team = await findGrantee(db, context, reached, { teamId })
      if (isRefusal(team) || !('teamId' in team)) return refuse({ code: 'notFound', what: 'team' })
      const sharing = sharingWith(reached, team)
      return isRefusal(sharing)
        ? sharing
        : shareForm(reached.chatbot, team, sharing.before, shareTyped(values))
    },
    run: async (context, [id = '', teamId = ''], values) => {
      const share = shareAsked(values)
      if (isRefusal(share)) return share
      return orRefuse(await shareChatbot(db, context, id, { teamId }, share), (shared) =>
        say(sharedCard(shared)),
      )
    },
  }),
  submit({
    name: 'shares.givePerson',
    form: async (context, [id = ''], values) => {
      const reached = await reachToDo(db, context, id, 'share')
      if (isRefusal(reached)) return reached
      const person = await personTyped(db, context, reached, values)
      return personForm(reached.chatbot, { person, ...shareTyped(values) })
    },
    run: async (context, [id = ''], values) => {
      const share = shareAsked(values)
      if (isRefusal(share)) return share
      const typed = personIn(values)
      if (typed === '') return refuse({ code: 'optionMissing', option: 'Person' }, 'person')
      const reached = await reachToDo(db, context, id, 'share')
      if (isRefusal(reached)) return reached
      const person = await personMeant(db, context, reached.chatbot, typed, 'person')
      if (isRefusal(person)) return person.code === 'pick' ? pickFrom(reached, person, share) : person
      return orRefuse(await shareChatbot(db, context, id, person, share), (shared) => say(sharedCard(shared)))
    },
  }),
]

/** Several may be meant: the form asks again which one. */
function pickFrom(
  { chatbot }: ReachedChatbot,
  pick: Extract<Refusal, { code: 'pick' }>,
  share: Share,
): Answer {
  const { choices } = pick
  return fix(personForm(chatbot, { choices, ...share }), { person: explainCard(pick).title })
}

/** People of the workspace, for those who may share the chatbot with them. */
export const shareSearches = (db: Database): readonly Search[] => [
  {
    name: 'shares.people',
    run: async (context, [id = ''], typed) => {
      const reached = await reachToDo(db, context, id, 'share')
      return isRefusal(reached) ? [] : suggestPeople(db, context, reached.chatbot, typed)
    },
  },
]

/** A level is required (F91). */
function shareAsked(values: FormValues): Share | Refusal {
  return readShare(values) ?? refuse({ code: 'optionMissing', option: 'Level' }, 'level')
}

/** What was typed, as far as the form can show it again. */
const shareTyped = ({ level, knowledge }: FormValues): Partial<Share> => ({
  ...(typeof level === 'string' && isLevel(level) && { level }),
  knowledge: Array.isArray(knowledge) && knowledge.includes('knowledge'),
})

/** Who was typed or picked by their name, else the words themselves: nothing typed is lost. */
async function personTyped(
  db: Database,
  context: Context,
  { chatbot }: ReachedChatbot,
  values: FormValues,
): Promise<Choice | undefined> {
  const typed = personIn(values)
  if (typed === '') return undefined
  const found = await personMeant(db, context, chatbot, typed, 'person')
  return isRefusal(found)
    ? { value: typed, label: typed }
    : { value: found.personId, label: shorten(found.name, LIMITS.choiceLabel) }
}

const personIn = ({ person }: FormValues) => (typeof person === 'string' ? person.trim() : '')
