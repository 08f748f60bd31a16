import { useSyncExternalStore } from 'react'

const query = matchMedia('(prefers-color-scheme: dark)')

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** Whether the reader prefers dark, for the two libraries that cannot ask by themselves. */
export const useDark = () => useSyncExternalStore(subscribe, () => query.matches)
