import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import type { SeenField, SeenForm } from '../../driver'
import { reasonOf } from '../state/reason'
import { upload } from '../state/upload'
import { useSandbox } from '../state/use-sandbox'
import { FormField } from './form-field'
import { FormText } from './form-text'
import { usePerson } from './person-context'
import { useFirstError } from './use-first-error'
import { useFocus } from './use-focus'

type Values = Record<string, string | string[]>

/** The form in front of the person: over their panel, not over the page. */
export function FormDialog({ form }: { form: SeenForm }) {
  const { ask } = useSandbox()
  const { platform, userId } = usePerson()
  const [typed, setTyped] = useState<Values>({})
  const [chosen, setChosen] = useState<Record<string, File[]>>({})
  const [missing, setMissing] = useState<string[]>([])
  const [tries, setTries] = useState(0)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const box = useRef<HTMLFormElement>(null)
  useFocus(box, `${platform}-box`)

  const filesIn = ({ id }: SeenField) => chosen[id] ?? []
  const valueIn = (field: SeenField) => typed[field.id] ?? field.value ?? ''
  const isEmpty = (field: SeenField) => filesIn(field).length === 0 && valueIn(field).length === 0
  const errorAt = ({ id, error }: SeenField) =>
    missing.includes(id) ? 'Please complete this required field.' : error
  useFirstError(box, tries, form.fields.map((field) => errorAt(field) ?? '').join(''))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const empty = form.fields.filter((field) => field.required && isEmpty(field))
    setMissing(empty.map(({ id }) => id))
    setTries(tries + 1)
    if (empty.length > 0) return
    // What was cleared goes along as empty: the platform keeps the value of a field that is left out.
    const told = form.fields.filter(
      (field) => field.kind !== 'file' && (field.id in typed || !isEmpty(field)),
    )
    const values: Values = Object.fromEntries(told.map((field) => [field.id, valueIn(field)]))
    setBusy(true)
    setFailure(undefined)
    try {
      const files: Record<string, string[]> = {}
      for (const [field, each] of Object.entries(chosen)) files[field] = await upload(each)
      await ask({ do: 'submit', platform, as: userId, values, files })
    } catch (error) {
      setFailure(reasonOf(error))
    } finally {
      setBusy(false)
    }
  }
  const close = () => void ask({ do: 'close', platform, as: userId })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
  }
  return (
    <div className="veil">
      <form
        ref={box}
        className="form"
        role="dialog"
        aria-labelledby={`${form.id}-title`}
        noValidate
        onSubmit={submit}
        onKeyDown={onKeyDown}
      >
        <header>
          <h3 id={`${form.id}-title`}>{form.title}</h3>
          <button type="button" className="close" aria-label="Close" onClick={close}>
            ×
          </button>
        </header>
        <div className="fields">
          <FormText form={form} />
          {form.fields.map((field) => (
            <FormField
              key={field.id}
              field={field}
              value={valueIn(field)}
              files={filesIn(field)}
              error={errorAt(field)}
              change={(value) => setTyped((before) => ({ ...before, [field.id]: value }))}
              choose={(files) => setChosen((before) => ({ ...before, [field.id]: files }))}
            />
          ))}
          {failure && (
            <p className="failure" role="alert">
              {failure}
            </p>
          )}
        </div>
        <footer>
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="primary" disabled={busy}>
            {form.submit || 'Submit'}
          </button>
        </footer>
      </form>
    </div>
  )
}
