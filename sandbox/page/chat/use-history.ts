import { useRef } from 'react'

/** Lines that were sent, for arrow up and down. */
export function useHistory() {
  const lines = useRef<string[]>([])
  const at = useRef(0)
  return {
    add(line: string) {
      if (lines.current.at(-1) !== line) lines.current.push(line)
      at.current = lines.current.length
    },
    older() {
      at.current = Math.max(0, at.current - 1)
      return lines.current[at.current]
    },
    newer() {
      at.current = Math.min(lines.current.length, at.current + 1)
      return lines.current[at.current] ?? ''
    },
    isAt: (line: string) => lines.current[at.current] === line,
  }
}
