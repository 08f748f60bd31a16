import type { ReactNode } from 'react'
import { usePerson } from '../chat/person-context'
import { decode } from './entities'
import { SlackDate } from './slack-date'
import { SlackLink } from './slack-link'

/** What stands in angle brackets: a person, a channel, everybody, a moment or a link. */
export function SlackReference({ inside }: { inside: string }) {
  const { people, channels } = usePerson()
  const [target = '', ...rest] = inside.split('|')
  const label = rest.length > 0 ? decode(rest.join('|')) : undefined
  const id = target.slice(1)
  if (target.startsWith('@')) {
    const name = people.find(({ userId }) => userId === id)?.name
    return <Mention>@{name ?? label ?? 'Rolecall'}</Mention>
  }
  if (target.startsWith('#')) {
    const name = channels.find((channel) => channel.id === id)?.name.replace(/^#/, '')
    return <Mention>#{name ?? label ?? 'private'}</Mention>
  }
  if (target.startsWith('!date^')) return <Moment date={target.slice('!date^'.length)} />
  if (target.startsWith('!')) return <Mention loud>@{label ?? id}</Mention>
  return <SlackLink href={decode(target)}>{label ?? decode(target)}</SlackLink>
}

function Mention({ loud = false, children }: { loud?: boolean; children: ReactNode }) {
  return <span className={loud ? 'slack-mention loud' : 'slack-mention'}>{children}</span>
}

function Moment({ date }: { date: string }) {
  const [timestamp = '', format = '', link] = date.split('^')
  const shown = <SlackDate timestamp={timestamp} format={decode(format)} />
  return link ? <SlackLink href={decode(link)}>{shown}</SlackLink> : shown
}
