import { useId } from 'react'
import type { SeenField } from '../../driver'
import { ChoiceList } from './choice-list'
import { FileInput } from './file-input'
import { SearchInput } from './search-input'

interface Props {
  field: SeenField
  value: string | string[]
  files: File[]
  error: string | undefined
  change(value: string | string[]): void
  choose(files: File[]): void
}

/** One labelled input with its hint and error. */
export function FormField({ field, value, files, error, change, choose }: Props) {
  const id = useId()
  const described = [field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const isList = field.kind === 'choices' || field.kind === 'people'
  const attributes = {
    id,
    'aria-invalid': error !== undefined,
    'aria-required': field.required,
    ...(described && { 'aria-describedby': described }),
  }
  const label = (
    <>
      {field.label}
      {!field.required && <span className="optional"> (optional)</span>}
    </>
  )
  return (
    <div className={error ? 'field wrong' : 'field'}>
      {isList ? (
        <ChoiceList
          field={field}
          legend={label}
          values={[value].flat()}
          described={described}
          change={change}
        />
      ) : (
        <>
          <label htmlFor={id}>{label}</label>
          {field.kind === 'file' ? (
            <FileInput label={field.label} attributes={attributes} files={files} change={choose} />
          ) : (
            <Input field={field} attributes={attributes} value={String(value)} change={change} />
          )}
        </>
      )}
      {field.hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

interface InputProps {
  field: SeenField
  attributes: { id: string }
  value: string
  change(value: string): void
}

function Input({ field, attributes, value, change }: InputProps) {
  if (field.kind === 'long')
    return (
      <textarea {...attributes} rows={4} value={value} onChange={(event) => change(event.target.value)} />
    )
  if (field.kind === 'search')
    return <SearchInput field={field.id} attributes={attributes} value={value} change={change} />
  if (field.kind !== 'choice')
    return (
      <input {...attributes} type="text" value={value} onChange={(event) => change(event.target.value)} />
    )
  return (
    <select {...attributes} value={value} onChange={(event) => change(event.target.value)}>
      <option value="">Choose …</option>
      {field.options?.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
