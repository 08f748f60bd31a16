import type { AckFn, BlockAction, types, ViewResponseAction } from '@slack/bolt'
import {
  type Answer,
  type Card,
  type Choice,
  hasAttachments,
  type PostedMessage,
  type Responder,
} from '../../src/chat'
import { asSent } from './attachments'
import { cardBlocks, contextBlock } from './card'
import { noticeView, option, renderForm } from './form'
import { offerPrompts } from './prompts'
import { metadataOf, type Received } from './receive'
import { replaceOrigin, say } from './say'
import { showStatus } from './status'
import { grow } from './stream'
import { errorCode, type Outlet, respondTo } from './web'

const working = 'Working…'

/** To a slash command, which is acknowledged already. */
export function respondToCommand(outlet: Outlet, to: Received, triggerId: string): Responder {
  return { ...quiet, answer: (answer) => answerThere(outlet, to, answer, triggerId) }
}

/** To a private message or a mention. */
export function respondToMessage(outlet: Outlet, to: Received): Responder {
  return {
    ...quiet,
    defer: () => showStatus(outlet, to),
    answer: (answer) => answerThere(outlet, to, answer),
  }
}

/** To a button or menu in a message; while work goes on its controls make way for a note (B4). */
export function respondToPress(outlet: Outlet, to: Received, body: BlockAction): Responder {
  const { responseUrl } = to.origin
  const blocks = body.message?.blocks as types.KnownBlock[] | undefined
  const shown = blocks && asSent(blocks)
  const redraw = (blocks: types.KnownBlock[]) =>
    responseUrl === undefined
      ? Promise.resolve(false)
      : respondTo(responseUrl, { text: body.message?.text ?? working, blocks, replace_original: true })
  let deferred = false
  return {
    ...quiet,
    async defer() {
      deferred = await redraw([...withoutControls(shown ?? []), contextBlock(`⏳ ${working}`)])
    },
    async answer(answer) {
      if (deferred && (answer.kind === 'say' || answer.kind === 'stream')) {
        // Slack shows the content of ephemeral messages to nobody, so that one can only become the answer.
        if (!shown && answer.kind === 'say') return replaceOrigin(outlet, to, answer.card)
        if (shown) await redraw(shown)
      }
      return answerThere(outlet, to, answer, body.trigger_id)
    },
  }
}

/** To a look at the Home tab, and to what is pressed there; the tab itself is what can be replaced. */
export function respondAtHome(outlet: Outlet, to: Received, triggerId?: string): Responder {
  return {
    ...quiet,
    async answer(answer) {
      const saidToPress = answer.kind === 'say' && to.interaction.happening.kind === 'press'
      if (answer.kind === 'form' || answer.kind === 'fix' || answer.kind === 'stream' || saidToPress) {
        return answerThere(outlet, to, answer, triggerId)
      }
      return publishHome(outlet, to, answer.card)
    },
  }
}

/** The tab stays as it is where something is attached: what stands in it is shared with nobody. */
async function publishHome(outlet: Outlet, to: Received, card: Card): Promise<PostedMessage | undefined> {
  if (hasAttachments(card)) return say(outlet, to, card, 'direct')
  const { sender } = to.interaction
  const view: types.HomeView = { type: 'home', blocks: cardBlocks(card, outlet.reader(sender.locale)) }
  await outlet.web.views.publish({ token: await outlet.token(to.tenant), user_id: sender.userId, view })
  return undefined
}

/** To a submitted form: the acknowledgement waits for the answer, so that errors can stand at their fields. */
export function respondToSubmit(
  outlet: Outlet,
  to: Received,
  viewId: string,
  ack: AckFn<ViewResponseAction>,
): Responder {
  let deferred = false
  const show = async (view: types.ModalView) => {
    if (!deferred) return ack({ response_action: 'update', view })
    const token = await outlet.token(to.tenant)
    await outlet.web.views.update({ token, view_id: viewId, view }).catch(ignoreGone)
  }
  return {
    ...quiet,
    async defer() {
      await ack({ response_action: 'update', view: noticeView('One moment', `⏳ ${working}`) })
      deferred = true
    },
    async answer(answer) {
      const reader = outlet.reader(to.interaction.sender.locale)
      const metadata = metadataOf(to.origin)
      if (answer.kind === 'fix') {
        if (!deferred) await ack({ response_action: 'errors', errors: { ...answer.errors } })
        else await show(renderForm(answer.form, reader, metadata, answer.errors))
        return undefined
      }
      if (answer.kind === 'form') {
        await show(renderForm(answer.form, reader, metadata))
        return undefined
      }
      // A form that was told to wait cannot be closed by us.
      if (deferred) await show(noticeView('Done', 'Done. The answer is in the conversation.'))
      else await ack({ response_action: 'clear' })
      return answerThere(outlet, to, answer)
    },
  }
}

/** To somebody who types into a search field; where there is an answer instead of suggestions, it has no place. */
export function respondToSearch(ack: AckFn<{ options: ReturnType<typeof option>[] }>): Responder {
  const suggest = (choices: readonly Choice[]) => ack({ options: choices.map(option) })
  return { ...quiet, suggest, answer: () => suggest([]).then(() => undefined) }
}

const quiet: Omit<Responder, 'answer'> = {
  showsFieldErrors: true,
  defer: async () => {},
  suggest: async () => {
    throw new Error('Slack asked for no suggestions here')
  },
}

async function answerThere(outlet: Outlet, to: Received, answer: Answer, triggerId?: string) {
  switch (answer.kind) {
    case 'say':
      return say(outlet, to, answer.card, answer.audience)
    case 'stream':
      return grow(outlet, to, answer)
    case 'prompts':
      return offerPrompts(outlet, to, answer)
    case 'replace':
      if (to.origin.home) return publishHome(outlet, to, answer.card)
      return replaceOrigin(outlet, to, answer.card)
    case 'form':
    case 'fix': {
      if (triggerId === undefined)
        throw new Error('Slack opens a form only when somebody presses or commands')
      const errors = answer.kind === 'fix' ? answer.errors : {}
      const reader = outlet.reader(to.interaction.sender.locale)
      const view = renderForm(answer.form, reader, metadataOf(to.origin), errors)
      await outlet.web.views.open({ token: await outlet.token(to.tenant), trigger_id: triggerId, view })
      return undefined
    }
  }
}

function withoutControls(blocks: readonly types.KnownBlock[]): types.KnownBlock[] {
  return blocks
    .filter((block) => block.type !== 'actions')
    .map((block) => {
      if (block.type !== 'section') return block
      const { accessory: _, ...rest } = block
      return rest
    })
}

/** The person has closed the form meanwhile. */
function ignoreGone(error: unknown): void {
  if (errorCode(error) !== 'not_found') throw error
}
