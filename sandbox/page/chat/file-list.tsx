import { fileAddress } from './file-address'
import { formatSize } from './format-size'
import { usePerson } from './person-context'

interface ListedFile {
  /** Of a file that was sent, and can be opened. */
  id?: string
  name: string
  sizeBytes: number
}

interface Props {
  files: ListedFile[]
  label: string
  /** Absent where they stay. */
  remove?(index: number): void
}

/** Files by name and size; those that were sent are opened by their name. */
export function FileList({ files, label, remove }: Props) {
  const person = usePerson()
  if (files.length === 0) return null
  return (
    <ul className="files" aria-label={label}>
      {files.map(({ id, name, sizeBytes }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
        <li key={index}>
          <span className="kind" aria-hidden="true">
            {endingOf(name)}
          </span>
          {id === undefined ? (
            <span className="name" title={name}>
              {name}
            </span>
          ) : (
            <a className="name" title={name} href={fileAddress(person, id)} download={name}>
              {name}
            </a>
          )}
          <span className="size">{formatSize(sizeBytes)}</span>
          {remove && (
            <button type="button" aria-label={`Remove ${name}`} onClick={() => remove(index)}>
              ×
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

const endingOf = (name: string) => /\.(\w{1,4})$/.exec(name)?.[1]?.toUpperCase() ?? 'FILE'
