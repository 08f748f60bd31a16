import { type Answer, type Card, type Command, command, isRefusal, type Refusal, say } from '../chat'
import { memberOption, teamOption } from '../teams'
import { suggestActions } from './action-words'
import { mailCode } from './mail-code'
import type { PeopleOptions } from './options'
import { type Redeem, redeemCode } from './redeem'
import { showLinks } from './show-links'
import { ADDRESS_LENGTH, CODE_LENGTH, codeSentCard } from './views'
import { whoAmI } from './who-am-i'
import { why } from './why'

export type Redeemers = Readonly<Record<'claim' | 'identity' | 'address' | 'connection', Redeem>>

export function peopleCommands(options: PeopleOptions, redeem: Redeemers): readonly Command[] {
  const { db } = options
  return [
    command({
      name: 'link',
      description: 'Connect this chat user to you, by a code or by your address',
      who: 'anyone',
      options: {
        code: {
          kind: 'text',
          description: 'Code from the other platform or from a mail',
          maxLength: CODE_LENGTH,
          secret: true,
        },
        address: {
          kind: 'text',
          description: 'Your e-mail address: I mail a code to it',
          maxLength: ADDRESS_LENGTH,
          named: true,
        },
      },
      async run(visit, { code, address }) {
        const typed = address ?? (code?.includes('@') ? code : undefined)
        if (typed !== undefined)
          return orSay(await mailCode(options, visit, typed), ({ sentTo }) => codeSentCard(sentTo))
        if (code !== undefined) return orSay(await redeemCode(db, redeem, visit, code), (card) => card)
        return showLinks(options, visit)
      },
    }),
    command({
      name: 'whoami',
      description: 'Show who you are here, your roles and what you may do',
      options: { team: teamOption },
      run: async (context, { team }) => say(await whoAmI(db, context, team)),
    }),
    command({
      name: 'why',
      description: 'Explain what somebody may do, and why',
      options: {
        permission: {
          kind: 'search',
          description: 'What they want to do, e.g. invite people',
          asked: true,
          search: async (_context, typed) => suggestActions(typed),
        },
        person: {
          ...memberOption(db, 'Whom you ask about; yourself if left out'),
          required: false,
          named: true,
        },
        team: teamOption,
      },
      run: async (context, given) => orSay(await why(db, context, given), (card) => card),
    }),
  ]
}

/** What a service returned, as a private card. */
export const orSay = <T extends object>(result: T | Refusal, show: (value: T) => Card): Answer | Refusal =>
  isRefusal(result) ? result : say(show(result))
