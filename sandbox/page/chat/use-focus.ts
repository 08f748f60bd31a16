import { type RefObject, useLayoutEffect } from 'react'

/**
 * Puts the focus into the first field of a form that has opened, and back into `returnTo` when it closes.
 * Whoever is typing on the other side keeps their focus.
 */
export function useFocus(form: RefObject<HTMLElement | null>, returnTo: string): void {
  useLayoutEffect(() => {
    const box = form.current
    const { activeElement } = document
    const isElsewhere = activeElement !== document.body && !box?.closest('.chat')?.contains(activeElement)
    if (!isElsewhere) box?.querySelector<HTMLElement>('input, textarea, select')?.focus()
    return () => {
      if (!box?.contains(document.activeElement)) return
      // The message box cannot take the focus before the form is gone.
      setTimeout(() => document.getElementById(returnTo)?.focus())
    }
  }, [form, returnTo])
}
