import { useCallback } from 'react'
import type { Place } from '../state/place'
import { useSandbox } from '../state/use-sandbox'
import { usePerson } from './person-context'

/** Takes the person of a panel to a place. */
export function useGo(): (place: Place) => void {
  const { tell } = useSandbox()
  const { userId } = usePerson()
  return useCallback((place) => tell({ kind: 'go', userId, place }), [tell, userId])
}
