import { ofTwo, one } from './names-in-titles'
import type { ReviewRefusal } from './refusal'
import { type Text, text, time } from './text'

/** Words for why nothing is decided about somebody who was away for long. */
export function explainReview(refusal: ReviewRefusal): readonly [title: string, hint?: Text] {
  switch (refusal.code) {
    case 'activeAgain':
      return [
        `${one(refusal.name)} is not inactive any more`,
        `Inactive is who was not seen in chat for ${refusal.days} days. Nothing was changed.`,
      ]
    case 'remindedLately':
      return [
        `${one(refusal.name)} was reminded already`,
        text`That was ${time(refusal.at, 'relative')}. They can be reminded again ${time(refusal.again, 'relative')}.`,
      ]
    case 'remindersOff':
      return [
        `${ofTwo(refusal.name)} does not want to be reminded`,
        'They have switched reminders off, so nothing was sent. You can write to them yourself.',
      ]
  }
}
