import { type KeyboardEvent, useState } from 'react'
import type { SeenMessage } from '../../driver'
import { reasonOf } from '../state/reason'
import { useSandbox } from '../state/use-sandbox'
import { usePerson } from './person-context'

/** Changes a message of one's own: Enter saves, Escape leaves it as it is. */
export function EditBox({ message, done }: { message: SeenMessage; done(): void }) {
  const { ask } = useSandbox()
  const { platform, userId } = usePerson()
  const [text, setText] = useState(wordsOf(message))
  const [failure, setFailure] = useState<string>()
  const save = () =>
    ask({ do: 'edit', platform, as: userId, message: message.id, text }).then(done, (error) =>
      setFailure(reasonOf(error)),
    )
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.shiftKey) return
    if (event.key === 'Enter') void save()
    else if (event.key === 'Escape') done()
    else return
    event.preventDefault()
  }
  return (
    <div className="edit-box">
      <textarea
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the menu that had the focus
        autoFocus
        rows={1}
        aria-label="Edit the message"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="buttons">
        <button type="button" onClick={done}>
          Cancel
        </button>
        <button type="button" className="primary" onClick={save}>
          Save
        </button>
      </div>
      {failure && (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
    </div>
  )
}

/** What was written, as it would be typed; names of files may come after it. */
function wordsOf({ text, files = [] }: SeenMessage): string {
  const lines = text.split('\n')
  const names = files.map(({ name }) => name)
  const endsWithNames = names.length > 0 && names.every((name, at) => lines.at(at - names.length) === name)
  return (endsWithNames ? lines.slice(0, -names.length) : lines).join('\n')
}
