import { type RefObject, useEffect } from 'react'

/** Keeps a scrolled box at its end while its content grows, unless the reader has scrolled up. */
export function useStickToEnd(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = box.current
    const content = element?.firstElementChild
    if (!element || !content) return
    let atEnd = true
    const onScroll = () => {
      atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 40
    }
    // Custom elements of messages draw themselves after React has: only their size tells when they are done.
    const observer = new ResizeObserver(() => {
      if (atEnd) element.scrollTop = element.scrollHeight
    })
    observer.observe(content)
    element.addEventListener('scroll', onScroll)
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [box])
}
