import type { ReactNode } from 'react'
import { type Place, placeOf } from '../state/place'
import { useSandbox } from '../state/use-sandbox'
import { usePerson } from './person-context'
import { useGo } from './use-go'

interface Props {
  to: Exclude<Place, string>
  children: ReactNode
}

/** Leads from a message to its thread, unless that is open already. */
export function ThreadLink({ to, children }: Props) {
  const { state } = useSandbox()
  const { userId } = usePerson()
  const go = useGo()
  const here = placeOf(state, userId)
  const isOpen = typeof here === 'object' && here.channel === to.channel && here.thread === to.thread
  if (isOpen) return null
  return (
    <button type="button" className="thread-link" onClick={() => go(to)}>
      {children}
    </button>
  )
}
