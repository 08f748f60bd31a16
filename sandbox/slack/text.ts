import type { Workspace } from './state'

/**
 * Slack's text markup, both ways: https://docs.slack.dev/messaging/formatting-message-text
 */
export interface ReadText {
  text: string
  links: { url: string; label: string }[]
}

/** What a reader sees of mrkdwn: mentions as names, links as their labels, no formatting marks. */
export function readMrkdwn(workspace: Workspace, source: string): ReadText {
  const links: ReadText['links'] = []
  const set: string[] = []
  const putAside = (shown: string) => {
    set.push(shown)
    return `\uE000${set.length - 1}\uE001`
  }
  const restore = (text: string) => text.replace(/\uE000(\d+)\uE001/g, (_, at) => set[Number(at)] ?? '')
  // References and code are put aside, so that marks inside them stay and marks around them go.
  const aside = source
    .replace(/<([^<>]+)>/g, (_, inside: string) => putAside(readReference(workspace, inside, links)))
    .replace(/```([\s\S]*?)```|`([^`\n]+)`/g, (_, block?: string, code?: string) =>
      putAside(block ?? code ?? ''),
    )
  const text = restore(restore(stripMarks(aside)))
  return { text: unescapeText(text), links }
}

export function readReference(workspace: Workspace, inside: string, links: ReadText['links']): string {
  const [target = '', label] = inside.split('|')
  if (target.startsWith('@'))
    return `@${workspace.users.get(target.slice(1))?.name ?? label ?? target.slice(1)}`
  if (target.startsWith('#')) return `#${workspace.channels.get(target.slice(1))?.name ?? label ?? 'private'}`
  // The fallback is what clients show that cannot format dates, and the only form without a reader's clock.
  if (target.startsWith('!date^')) return label ?? ''
  if (target.startsWith('!subteam^')) return label ?? '@group'
  if (target.startsWith('!')) return `@${target.slice(1)}`
  links.push({ url: unescapeText(target), label: unescapeText(label ?? target) })
  return label ?? target.replace(/^mailto:/, '')
}

/** Bold, italic and struck text loses its marks where Slack would read them as marks: around whole words. */
function stripMarks(source: string): string {
  const marked = /(?<![\w*_~])([*_~])(?=\S)([^\n]*?\S)\1(?![\w*_~])/g
  const once = source.replace(marked, '$2')
  return once === source ? source : stripMarks(once)
}

export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Whom mrkdwn notifies: user ids, and `channel`, `here`, `everyone`. */
export function pingsIn(source: string): string[] {
  const found = source.matchAll(/<(?:@([UW][A-Z0-9]+)|!(channel|here|everyone))(?:\|[^>]*)?>/g)
  return [...found].map(([, user, group]) => user ?? group ?? '')
}

/** Slack's composer: escapes what was typed and turns names of people and channels into references. */
export function compose(workspace: Workspace, typed: string): string {
  return mention(workspace, escapeText(typed), (user) => `<@${user.id}>`).replace(
    /(?<![\w<@])@(channel|here|everyone)\b/g,
    '<!$1>',
  )
}

/**
 * The text of a slash command registered with `should_escape`: mentions carry the handle, addresses are linked.
 * https://docs.slack.dev/interactivity/implementing-slash-commands#creating_commands
 */
export function composeCommandText(workspace: Workspace, typed: string): string {
  const mentioned = mention(workspace, escapeText(typed), (user) => `<@${user.id}|${user.handle}>`)
  return mentioned
    .replace(/(?<![\w<|])https?:\/\/[^\s<>|]+/g, '<$&>')
    .replace(/(?<![\w<|.+:/-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '<mailto:$&|$&>')
}

function mention(
  workspace: Workspace,
  text: string,
  reference: (user: { id: string; handle: string }) => string,
): string {
  const users = [...workspace.users.values()].sort((a, b) => b.name.length - a.name.length)
  let mentioned = text
  for (const user of users) {
    for (const name of [user.name, user.handle]) {
      mentioned = mentioned.replace(new RegExp(`(?<![\\w<])@${literal(name)}(?!\\w)`, 'gi'), () =>
        reference(user),
      )
    }
  }
  for (const channel of workspace.channels.values()) {
    if (channel.direct) continue
    mentioned = mentioned.replace(
      new RegExp(`(?<![\\w<&])#${literal(channel.name)}(?!\\w)`, 'g'),
      () => `<#${channel.id}|${channel.name}>`,
    )
  }
  return mentioned
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
