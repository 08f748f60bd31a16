import type { ReactNode } from 'react'

interface Props {
  add(files: File[]): void
  children: ReactNode
  attributes?: { id: string }
}

/** A button that opens the file dialog of the browser: several may be chosen, and chosen again. */
export function FileButton({ add, children, attributes }: Props) {
  return (
    <label className="file-button">
      {children}
      <input
        {...attributes}
        type="file"
        multiple
        className="visually-hidden"
        onChange={({ target }) => {
          add([...(target.files ?? [])])
          target.value = ''
        }}
      />
    </label>
  )
}
