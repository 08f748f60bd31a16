import {
  type FormValues,
  isRefusal,
  type Refusal,
  refuse,
  type Search,
  type Submit,
  say,
  submit,
} from '../chat'
import { findChatbot, reachToDo, readShare, type Share } from '../chatbots'
import type { Database } from '../db'
import { orRefuse } from '../teams'
import { sharedCard } from './done-views'
import { findGrantee, personMeant } from './grantee'
import { shareChatbot, sharingWith } from './share-chatbot'
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
        : shareForm(reached.chatbot, team, shareIn(values) ?? sharing.before)
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
      const typed = personIn(values)
      const found = typed ? await personMeant(db, context, reached.chatbot, typed, 'person') : undefined
      const person = found && !isRefusal(found) ? { value: found.personId, label: found.name } : undefined
      return personForm(reached.chatbot, person, shareIn(values))
    },
    run: async (context, [id = ''], values) => {
      const share = shareAsked(values)
      if (isRefusal(share)) return share
      const typed = personIn(values)
      if (typed === '') return refuse({ code: 'optionMissing', option: 'Person' }, 'person')
      const reached = await reachToDo(db, context, id, 'share')
      if (isRefusal(reached)) return reached
      const person = await personMeant(db, context, reached.chatbot, typed, 'person')
      if (isRefusal(person)) return person
      return orRefuse(await shareChatbot(db, context, id, person, share), (shared) => say(sharedCard(shared)))
    },
  }),
]

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

/** As far as the form can show it again. */
function shareIn(values: FormValues): Share | undefined {
  const share = readShare(values)
  return share === null || isRefusal(share) ? undefined : share
}

const personIn = ({ person }: FormValues) => (typeof person === 'string' ? person.trim() : '')
