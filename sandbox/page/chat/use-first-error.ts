import { type RefObject, useEffect } from 'react'

/**
 * Scrolls the form to its first field with an error: after each of the `tries` to send it, and when the `errors`,
 * those of all fields together, become others.
 */
export function useFirstError(form: RefObject<HTMLElement | null>, tries: number, errors: string): void {
  useEffect(() => {
    if (tries === 0 || errors === '') return
    form.current?.querySelector('.field.wrong')?.scrollIntoView({ block: 'nearest' })
  }, [form, tries, errors])
}
