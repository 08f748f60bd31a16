import { type DragEvent, useState } from 'react'
import { fetchHandbook } from '../state/upload'

/** Files that wait in a message box or a form field, and the handlers of the area on which they may be dropped. */
export function useFiles(files: File[], change: (files: File[]) => void) {
  const [isOver, setOver] = useState(false)
  const add = (more: Iterable<File>) => change([...files, ...more])
  return {
    add,
    addHandbook: async () => add([await fetchHandbook()]),
    remove: (index: number) => change(files.toSpliced(index, 1)),
    isOver,
    dropArea: {
      onDragOver(event: DragEvent) {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave(event: DragEvent) {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      },
      onDrop(event: DragEvent) {
        event.preventDefault()
        setOver(false)
        add(event.dataTransfer.files)
      },
    },
  }
}
