import { one } from './names-in-titles'
import type { LinkRefusal } from './refusal'
import { slash, type Text, text } from './text'

/** Words for why a chat user is nobody here, or is not linked or unlinked. */
export function explainLink(refusal: LinkRefusal): readonly [title: string, hint?: Text] {
  switch (refusal.code) {
    case 'notLinked':
      return explainNotLinked(refusal.why)
    case 'confined':
      return [
        'This chat user counts in one account only',
        text`Nothing but the word of that account's Slack speaks for it. Prove an address by which you are known there, with ${slash('link address:you@company.com')}; then it counts everywhere.`,
      ]
    case 'alreadyLinked':
      return [
        `This chat user is already linked to ${one(refusal.to)}`,
        text`Unlink it first with ${slash('link')}.`,
      ]
    case 'lastIdentity':
      return [
        'This is your last way in',
        'Add an address or link another chat user before you unlink this one.',
      ]
  }
}

function explainNotLinked(why: Extract<LinkRefusal, { code: 'notLinked' }>['why']): readonly [string, Text] {
  const ways = text`Three ways in: ${slash('invite accept CODE')} with the code from an invitation mail; ${slash('link CODE')} with a code from your other chat platform; ${slash('link address:you@company.com')} to prove your address by mail.`
  if (why === 'severalMatches')
    return ['Your address belongs to more than one person here', text`So it cannot tell who you are. ${ways}`]
  if (why === 'elsewhere')
    return [
      'This chat user counts in another account only',
      text`Nothing but the word of that account's Slack speaks for it. Prove an address by which you are known, with ${slash('link address:you@company.com')}, and it counts here too.`,
    ]
  if (why === 'unlinked') return ['You have unlinked this chat user', ways]
  return ['I do not know you yet', ways]
}
