import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { SeenChannel } from '../../driver'
import type { ListedCommand } from '../../protocol'
import type { Box } from '../state/sandbox-state'
import { useSandbox } from '../state/use-sandbox'
import { argumentHint, type Completion, commandOf } from './completion'
import { CompletionList } from './completion-list'
import { FileButton } from './file-button'
import { FileList } from './file-list'
import { useCompletions } from './use-completions'
import { useFiles } from './use-files'
import { useHistory } from './use-history'
import { useSend } from './use-send'

interface Props {
  box: Box
  /** What it says while it is empty, and what it is called. */
  label: string
  channel: SeenChannel
  /** Slack only: the message below which it writes. */
  thread?: string
  commands: ListedCommand[]
  onSend(): void
}

/** The message box: words, commands with completion, and files. Enter sends, arrow up recalls. */
export function Composer({ box, label, channel, thread, commands, onSend }: Props) {
  const { state, tell } = useSandbox()
  const line = state.drafts[box] ?? ''
  const history = useHistory()
  const area = useRef<HTMLTextAreaElement>(null)
  const [active, setActive] = useState(-1)
  const [closedAt, setClosedAt] = useState<string>()
  const [hasFocus, setFocus] = useState(false)
  const { files, setFiles, failure, forgive, send } = useSend({ channel, thread, commands })
  const { add, addHandbook, remove, isOver, dropArea } = useFiles(files, setFiles)
  const isPrompted = line !== '' && state.prompts[box] === line
  useEffect(() => {
    if (isPrompted) area.current?.focus()
  }, [isPrompted])
  const found = useCompletions(commands, line)
  const completions =
    closedAt === line || !hasFocus || isPrompted ? [] : found.filter((completion) => completion.line !== line)
  const listId = `${box}-completions`

  const write = (text: string) => {
    tell({ kind: 'draft', box, text })
    setActive(-1)
    forgive()
  }
  const pick = (completion: Completion) => {
    write(completion.line)
    area.current?.focus()
  }
  const submit = () => {
    const text = line.trim()
    if (text === '' && files.length === 0) return
    if (text !== '') history.add(text)
    write('')
    onSend()
    void send(text)
  }
  /** Half a command name, or half a person's, is completed; anything else goes as it is. */
  const completesOnEnter = () => {
    if (active >= 0 || completions[0]?.isEager) return completions[Math.max(active, 0)]
    const isName = commandOf(commands, `${line.trimEnd()} `) !== undefined
    return line.startsWith('/') && !line.includes(' ') && !isName ? completions[0] : undefined
  }
  const recall = (key: string): string | undefined => {
    if (key === 'ArrowUp' && (line === '' || history.isAt(line))) return history.older()
    return key === 'ArrowDown' && history.isAt(line) ? history.newer() : undefined
  }
  const moveInList = (key: string): boolean => {
    const step = { ArrowDown: 1, ArrowUp: completions.length - 1 }[key]
    if (completions.length === 0 || step === undefined || (active < 0 && key === 'ArrowUp')) return false
    setActive(active < 0 ? 0 : (active + step) % completions.length)
    return true
  }
  const handle = (key: string): boolean => {
    if (moveInList(key)) return true
    const completion = key === 'Tab' ? completions[Math.max(active, 0)] : completesOnEnter()
    const recalled = recall(key)
    if (completion && (key === 'Tab' || key === 'Enter')) pick(completion)
    else if (key === 'Enter') submit()
    else if (key === 'Escape' && completions.length > 0) setClosedAt(line)
    else if (recalled !== undefined) write(recalled)
    else return false
    return true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.shiftKey) return
    if (handle(event.key)) event.preventDefault()
  }

  return (
    <div className={isOver ? 'composer over' : 'composer'} {...dropArea}>
      {completions.length > 0 && (
        <CompletionList id={listId} completions={completions} active={active} pick={pick} />
      )}
      {failure && (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
      <FileList
        files={files.map(({ name, size }) => ({ name, sizeBytes: size }))}
        label="Attached"
        remove={remove}
      />
      <div className="line">
        <FileButton add={add}>
          <span aria-hidden="true">+</span>
          <span className="visually-hidden">Attach files</span>
        </FileButton>
        <textarea
          ref={area}
          id={`${box}-box`}
          rows={1}
          value={line}
          placeholder={label}
          aria-label={`${label} in ${box === 'discord' ? 'Discord' : 'Slack'}`}
          role="combobox"
          aria-expanded={completions.length > 0}
          aria-controls={completions.length > 0 ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
          onFocus={() => setFocus(true)}
          onBlur={() => setFocus(false)}
        />
      </div>
      <div className="below">
        <p className="hint">{isPrompted ? 'Press Enter to send it' : argumentHint(commands, line)}</p>
        {files.length === 0 && (
          <button type="button" onClick={addHandbook}>
            Use a sample handbook
          </button>
        )}
      </div>
    </div>
  )
}
