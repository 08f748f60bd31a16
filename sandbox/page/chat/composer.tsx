import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { SeenChannel } from '../../driver'
import type { ListedCommand } from '../../protocol'
import { useSandbox } from '../state/use-sandbox'
import { argumentHint, type Completion, commandOf } from './completion'
import { CompletionList } from './completion-list'
import { usePerson } from './person-context'
import { useCompletions } from './use-completions'
import { useHistory } from './use-history'

interface Props {
  channel: SeenChannel
  commands: ListedCommand[]
  onSend(): void
}

/** The message box: words and commands, with completion. Enter sends, arrow up recalls. */
export function Composer({ channel, commands, onSend }: Props) {
  const { state, ask, tell } = useSandbox()
  const { platform, userId } = usePerson()
  const line = state.drafts[platform] ?? ''
  const history = useHistory()
  const box = useRef<HTMLTextAreaElement>(null)
  const [active, setActive] = useState(-1)
  const [closedAt, setClosedAt] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const [hasFocus, setFocus] = useState(false)
  const isPrompted = line !== '' && state.prompts[platform] === line
  useEffect(() => {
    if (isPrompted) box.current?.focus()
  }, [isPrompted])
  const found = useCompletions(commands, line)
  const completions =
    closedAt === line || !hasFocus || isPrompted ? [] : found.filter((completion) => completion.line !== line)
  const listId = `${platform}-completions`

  const write = (text: string) => {
    tell({ kind: 'draft', platform, text })
    setActive(-1)
    setFailure(undefined)
  }
  const pick = (completion: Completion) => {
    write(completion.line)
    box.current?.focus()
  }
  const send = async () => {
    const text = line.trim()
    if (text === '') return
    history.add(text)
    write('')
    onSend()
    try {
      await ask({ do: 'type', platform, as: userId, text, channel: channel.id })
    } catch (error) {
      setFailure(error instanceof Error ? error.message.replace(/^Error: /, '') : String(error))
    }
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
    else if (key === 'Enter') void send()
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
    <div className="composer">
      {completions.length > 0 && (
        <CompletionList id={listId} completions={completions} active={active} pick={pick} />
      )}
      {failure && (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
      <textarea
        ref={box}
        id={`${platform}-box`}
        rows={1}
        value={line}
        placeholder={`Message ${channel.name}`}
        aria-label={`Message ${channel.name} in ${platform === 'slack' ? 'Slack' : 'Discord'}`}
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
      <p className="hint">{isPrompted ? 'Press Enter to send it' : argumentHint(commands, line)}</p>
    </div>
  )
}
