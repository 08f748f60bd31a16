import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIContainerComponent,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type RawFile,
} from 'discord.js'
import type { Button, Card, LinkButton, Menu, Row, Tone } from '../../src/chat'
import { announce, downloads, filesOf, picture } from './attachments'
import { distinguish } from './controls'
import { discordText, type Shielding } from './text'
import { workingNote } from './working'

/** Body and files of every request that writes a card. */
export interface CardMessage {
  body: {
    flags: number
    components: APIContainerComponent[]
    attachments: ReturnType<typeof announce>
    allowed_mentions: { parse: never[] }
  }
  files: RawFile[]
}

const accents: Record<Tone, number> = {
  info: 0x5865f2,
  success: 0x2d9d5c,
  warning: 0xd9910d,
  danger: 0xd8383c,
}

/** All text of one message together. https://docs.discord.com/developers/components/reference */
const mostCharacters = 4_000 - workingNote.length

/** A card as a components message that pings nobody (B13), whatever its text says. */
export function cardMessage(card: Card, { isPrivate = false } = {}): CardMessage {
  const flags = MessageFlags.IsComponentsV2 | (isPrivate ? MessageFlags.Ephemeral : 0)
  const components = [container(card)]
  const attachments = announce(card)
  return {
    body: { flags, components, attachments, allowed_mentions: { parse: [] } },
    files: filesOf(card),
  }
}

function container(card: Card): APIContainerComponent {
  const escaped = parts(card, 'escaped')
  const components = textLength(escaped) <= mostCharacters ? escaped : parts(card, 'lookalike')
  distinguish(components)
  return {
    type: ComponentType.Container,
    ...(card.tone && { accent_color: accents[card.tone] }),
    components,
  }
}

function parts(card: Card, shielding: Shielding): APIComponentInContainer[] {
  // Only a later message of a growing answer has no title.
  const lines = card.title ? [`### ${discordText(card.title, shielding)}`] : []
  if (card.text) lines.push(discordText(card.text, shielding))
  for (const { name, value } of card.fields ?? []) {
    const shown = discordText(value, shielding)
    // Several lines read as a list below their name.
    lines.push(`**${discordText(name, shielding)}:**${shown.includes('\n') ? '\n' : ' '}${shown}`)
  }
  const rows = (card.rows ?? []).flatMap((row, index) => listRow(row, index, shielding))
  return [
    display(lines.join('\n')),
    ...(rows.length > 0 ? [{ type: ComponentType.Separator } as const, ...rows] : []),
    ...picture(card),
    ...downloads(card),
    ...(card.context ? [display(smallPrint(discordText(card.context, shielding)))] : []),
    ...(card.buttons?.length ? [actionRow(card.buttons.map(button))] : []),
  ]
}

/** A menu stands below its text: only buttons can stand beside. */
function listRow(row: Row, index: number, shielding: Shielding): APIComponentInContainer[] {
  const text = display(discordText(row.text, shielding))
  if (row.menu) return [text, actionRow([menu(row.menu, index)])]
  if (row.button) return [{ type: ComponentType.Section, components: [text], accessory: button(row.button) }]
  return [text]
}

const display = (content: string) => ({ type: ComponentType.TextDisplay, content }) as const

const smallPrint = (text: string) => `-# ${text.replaceAll('\n', '\n-# ')}`

function actionRow<T extends APIButtonComponent | APIStringSelectComponent>(
  components: T[],
): APIActionRowComponent<T> {
  return { type: ComponentType.ActionRow, components }
}

function button(shown: Button | LinkButton): APIButtonComponent {
  const { label } = shown
  if ('href' in shown) return { type: ComponentType.Button, style: ButtonStyle.Link, label, url: shown.href }
  return { type: ComponentType.Button, style: buttonStyle(shown), label, custom_id: shown.press }
}

function buttonStyle({ style }: Button): ButtonStyle.Primary | ButtonStyle.Danger | ButtonStyle.Secondary {
  if (style === 'primary') return ButtonStyle.Primary
  return style === 'danger' ? ButtonStyle.Danger : ButtonStyle.Secondary
}

/** Ids must differ within a message, so the menu has its place as id and each option says what it calls. */
function menu({ label, options }: Menu, index: number): APIStringSelectComponent {
  return {
    type: ComponentType.StringSelect,
    custom_id: `menu:${index}`,
    placeholder: label,
    options: options.map((option) => ({ label: option.label, value: option.press })),
  }
}

function textLength(components: readonly APIComponentInContainer[]): number {
  return components.reduce((sum, part) => {
    if (part.type === ComponentType.TextDisplay) return sum + part.content.length
    if (part.type === ComponentType.Section) return sum + (part.components[0]?.content.length ?? 0)
    return sum
  }, 0)
}
