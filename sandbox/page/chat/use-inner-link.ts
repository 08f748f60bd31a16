import type { MouseEvent } from 'react'
import { usePerson } from './person-context'
import { useGo } from './use-go'

/** Links to a channel of either platform, with its id. */
const toChannel = [
  /^https:\/\/discord\.com\/channels\/[^/]+\/(?<id>\d+)/,
  /^https:\/\/slack\.com\/app_redirect\?channel=(?<id>\w+)/,
]

/** What a click on a link does: one to a channel that the person sees stays on the page. */
export function useInnerLink(href: string | undefined): (event: MouseEvent) => void {
  const { channels } = usePerson()
  const go = useGo()
  const ids = toChannel.map((link) => link.exec(href ?? '')?.groups?.id)
  const channel = channels.find(({ id }) => ids.includes(id))?.id
  return (event) => {
    if (channel === undefined) return
    event.preventDefault()
    go({ channel })
  }
}
