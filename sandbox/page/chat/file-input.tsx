import { FileButton } from './file-button'
import { FileList } from './file-list'
import { useFiles } from './use-files'

interface Props {
  label: string
  attributes: { id: string }
  files: File[]
  change(files: File[]): void
}

/** A file field of a form. */
export function FileInput({ label, attributes, files, change }: Props) {
  const { add, addHandbook, remove, isOver, dropArea } = useFiles(files, change)
  const listed = files.map(({ name, size }) => ({ name, sizeBytes: size }))
  return (
    <div className={isOver ? 'file-input over' : 'file-input'} {...dropArea}>
      <FileList files={listed} label={`Chosen for ${label}`} remove={remove} />
      <div className="buttons">
        <FileButton add={add} attributes={attributes}>
          Choose files
        </FileButton>
        <button type="button" onClick={addHandbook}>
          Use a sample handbook
        </button>
      </div>
    </div>
  )
}
