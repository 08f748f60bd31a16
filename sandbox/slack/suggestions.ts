import { z } from 'zod'
import { interactiveElements } from './blocks/blocks'
import { type Option, option, optionGroup } from './blocks/text-object'
import { type Actor, interactionBase } from './interactions'
import { messageObject } from './message-object'
import { blocksOf, type Place } from './place'
import { viewObject } from './views'

/** What an app may answer: https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
const answer = z.object({
  options: z.array(option).max(100).optional(),
  option_groups: z.array(optionGroup).max(100).optional(),
})

/** Asks the app what to offer while the person types into an external menu; nothing where it does not answer well. */
export async function suggestOptions(
  actor: Actor,
  place: Place,
  actionId: string,
  typed: string,
): Promise<Option[]> {
  const block = blocksOf(place).find((each) =>
    interactiveElements(each).some((element) => element.action_id === actionId),
  )
  if (!block) throw new Error(`there is no menu called ${actionId}`)
  const { slack, workspace } = actor
  const where =
    'view' in place
      ? {
          container: { type: 'view', view_id: place.view.id },
          view: viewObject(slack, workspace, place.view),
        }
      : {
          container: { type: 'message', message_ts: place.message.ts, channel_id: place.channel.id },
          channel: { id: place.channel.id, name: place.channel.name },
          message: messageObject(workspace, place.message),
        }
  const payload = {
    type: 'block_suggestion',
    ...interactionBase(actor),
    ...where,
    action_id: actionId,
    block_id: block.block_id,
    value: typed,
  }
  const outcome = await slack.deliver({ kind: 'interactive', payload })
  const parsed = answer.safeParse(outcome.acked ? outcome.answer : undefined)
  if (!parsed.success) return []
  return parsed.data.options ?? parsed.data.option_groups?.flatMap((group) => group.options) ?? []
}

/** The suggested option with this value or label; typing its label, or nothing, must have offered it. */
export async function chooseSuggested(
  actor: Actor,
  place: Place,
  actionId: string,
  wanted: string,
): Promise<Option> {
  for (const typed of [wanted, '']) {
    const options = await suggestOptions(actor, place, actionId, typed)
    const found = options.find((each) => each.value === wanted || each.text.text === wanted)
    if (found) return found
  }
  throw new Error(`"${wanted}" was not suggested for ${actionId}`)
}
