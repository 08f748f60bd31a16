import { type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps a scrolled box at its end while its content changes, unless the reader has scrolled up; whenever `sent` has
 * grown it goes to the end all the same.
 */
export function useStickToEnd(box: RefObject<HTMLElement | null>, sent: number): void {
  const isPinned = useRef(true)
  useEffect(() => {
    const element = box.current
    const content = element?.firstElementChild
    if (!element || !content) return
    let known = ''
    const size = () => `${element.scrollHeight} ${element.clientHeight}`
    const onScroll = () => {
      const fromEnd = element.scrollHeight - element.scrollTop - element.clientHeight
      if (fromEnd < 40) isPinned.current = true
      // Content that shrinks moves the box as well, which is no wish of the reader's.
      else if (size() === known) isPinned.current = false
    }
    // Custom elements of messages draw themselves after React has: only their size tells when they are done.
    const observer = new ResizeObserver(() => {
      if (isPinned.current) element.scrollTop = element.scrollHeight
      known = size()
    })
    observer.observe(content)
    observer.observe(element)
    element.addEventListener('scroll', onScroll)
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [box])
  useEffect(() => {
    if (sent === 0) return
    isPinned.current = true
    box.current?.scrollTo({ top: box.current.scrollHeight })
  }, [box, sent])
}
