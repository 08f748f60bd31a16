import { formatSize } from './format-size'

interface ListedFile {
  name: string
  sizeBytes: number
}

interface Props {
  files: ListedFile[]
  label: string
  /** Absent where they stay. */
  remove?(index: number): void
}

/** Files by name and size. */
export function FileList({ files, label, remove }: Props) {
  if (files.length === 0) return null
  return (
    <ul className="files" aria-label={label}>
      {files.map(({ name, sizeBytes }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
        <li key={index}>
          <span className="kind" aria-hidden="true">
            {endingOf(name)}
          </span>
          <span className="name" title={name}>
            {name}
          </span>
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
