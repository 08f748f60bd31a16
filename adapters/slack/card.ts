import type { types } from '@slack/bolt'
import {
  attachmentLines,
  type Button,
  type Card,
  hasAttachments,
  type LinkButton,
  plainText,
  type Reader,
  type Row,
} from '../../src/chat'
import { pictureBlocks, type Uploaded } from './attachments'
import { escapeEntities, renderText, splitMarkup } from './text'

/** A message as every method and response address takes it. `text` is what notifications and screen readers say. */
export interface RenderedCard {
  text: string
  blocks: types.KnownBlock[]
}

/** https://docs.slack.dev/reference/block-kit/blocks */
const sectionText = 3_000
const fieldText = 2_000
const headerText = 150

const toneMarks = { info: '', success: '✅ ', warning: '⚠️ ', danger: '⛔ ' } as const

/** `uploaded`: what is attached to the card, once Slack has it. */
export function renderCard(card: Card, reader: Reader, uploaded?: Uploaded): RenderedCard {
  if (hasAttachments(card) && !uploaded) throw new Error('what is attached to a card must be uploaded first')
  const [first, ...rest] = cardBlocks(card, reader, uploaded)
  const blocks = first ? [{ ...first, ...(uploaded && { block_id: uploaded.mark }) }, ...rest] : []
  return { text: summarize(card, reader), blocks }
}

function summarize(card: Card, reader: Reader): string {
  const lines = [titleOf(card), card.text && plainText(card.text, reader), ...attachmentLines(card)]
  return escapeEntities(lines.filter(Boolean).join('\n'))
}

export function cardBlocks(card: Card, reader: Reader, uploaded?: Uploaded): types.KnownBlock[] {
  const uniqueId = createIds()
  return [
    ...(card.title === '' ? [] : [{ type: 'header' as const, text: plain(titleOf(card)) }]),
    ...(card.text ? textBlocks(renderText(card.text, reader)) : []),
    ...fieldBlocks(card, reader),
    ...(card.rows ?? []).map((row) => rowBlock(row, reader, uniqueId)),
    ...pictureBlocks(card, uploaded),
    ...(card.context ? [contextBlock(renderText(card.context, reader))] : []),
    ...(card.buttons?.length
      ? [{ type: 'actions' as const, elements: card.buttons.map((each) => button(each, uniqueId)) }]
      : []),
  ]
}

function titleOf(card: Card): string {
  const marked = toneMarks[card.tone ?? 'info'] + card.title
  return marked.length <= headerText ? marked : card.title
}

export const textBlocks = (markup: string): types.SectionBlock[] =>
  splitMarkup(markup, sectionText).map((piece) => ({ type: 'section', text: mrkdwn(piece), expand: true }))

/** Side by side; a value that a field cannot hold gets the full width instead. */
function fieldBlocks(card: Card, reader: Reader): types.SectionBlock[] {
  const cells = (card.fields ?? []).map(
    (field) => `${renderText([{ bold: field.name }], reader)}\n${renderText(field.value, reader)}`,
  )
  const narrow = cells.filter((cell) => cell.length <= fieldText)
  const wide = cells.filter((cell) => cell.length > fieldText)
  return [
    ...(narrow.length > 0 ? [{ type: 'section' as const, fields: narrow.map(mrkdwn) }] : []),
    ...wide.flatMap(textBlocks),
  ]
}

function rowBlock(row: Row, reader: Reader, uniqueId: UniqueId): types.SectionBlock {
  const accessory = row.button
    ? button(row.button, uniqueId)
    : row.menu && {
        type: 'static_select' as const,
        action_id: uniqueId('menu'),
        placeholder: plain(row.menu.label),
        options: row.menu.options.map((option) => ({ text: plain(option.label), value: option.press })),
      }
  return { type: 'section', text: mrkdwn(renderText(row.text, reader)), ...(accessory && { accessory }) }
}

export function contextBlock(markup: string): types.ContextBlock {
  return { type: 'context', elements: splitMarkup(markup, sectionText).map(mrkdwn) }
}

/** `value` says what is pressed; the `action_id` only has to be unique, and reads well in logs. */
function button(each: Button | LinkButton, uniqueId: UniqueId): types.Button {
  const text = plain(each.label)
  if ('href' in each) return { type: 'button', action_id: uniqueId('link'), text, url: each.href }
  return {
    type: 'button',
    action_id: uniqueId(each.press),
    text,
    value: each.press,
    ...(each.style && { style: each.style }),
  }
}

type UniqueId = (wish: string) => string

function createIds(): UniqueId {
  const taken = new Map<string, number>()
  return (wish) => {
    const count = (taken.get(wish) ?? 0) + 1
    taken.set(wish, count)
    return count === 1 ? wish : `${wish}#${count}`
  }
}

export const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: false })

/** `verbatim`: Slack makes no links and mentions of its own out of plain words. */
export const mrkdwn = (text: string): types.MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true })
