import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { Answer } from '../../protocol'
import type { Suggestion } from '../state/connection'
import { useSandbox } from '../state/use-sandbox'
import { CompletionList } from './completion-list'
import { usePerson } from './person-context'

const typingPauseMs = 150

interface Props {
  field: string
  attributes: { id: string }
  value: string
  change(value: string): void
}

/** Too many to list: the bot suggests while the person types, and one of the suggestions is picked. */
export function SearchInput({ field, attributes, value, change }: Props) {
  const { ask } = useSandbox()
  const { platform, userId } = usePerson()
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<Suggestion[]>([])
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const listId = `${attributes.id}-found`
  const suggest = useCallback(
    (words: string): Promise<Answer> =>
      ask({ do: 'suggest', platform, as: userId, where: { field }, typed: words }).catch(() => ({})),
    [ask, platform, userId, field],
  )
  useEffect(() => {
    if (!isOpen) return
    const timer = setTimeout(async () => {
      const { suggestions = [] } = await suggest(typed)
      setFound(suggestions)
      setActive(0)
    }, typingPauseMs)
    return () => clearTimeout(timer)
  }, [isOpen, typed, suggest])

  // A form may come with a value, of which only the bot knows the words.
  const initial = useRef(value)
  useEffect(() => {
    if (initial.current === '') return
    suggest('').then(({ suggestions = [] }) =>
      setTyped(suggestions.find((each) => each.value === initial.current)?.label ?? initial.current),
    )
  }, [suggest])

  const pick = (suggestion: Suggestion | undefined) => {
    if (!suggestion) return
    setTyped(suggestion.label)
    setOpen(false)
    change(suggestion.value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen || found.length === 0) return
    if (event.key === 'ArrowDown') setActive((active + 1) % found.length)
    else if (event.key === 'ArrowUp') setActive((active + found.length - 1) % found.length)
    else if (event.key === 'Enter') pick(found[active])
    else if (event.key === 'Escape') setOpen(false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const completions = found.map(({ value: line, label }) => ({ line, label, detail: '' }))
  return (
    <div className="search">
      <input
        {...attributes}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-expanded={isOpen && found.length > 0}
        aria-controls={isOpen && found.length > 0 ? listId : undefined}
        aria-activedescendant={isOpen && found.length > 0 ? `${listId}-${active}` : undefined}
        aria-autocomplete="list"
        value={typed}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.target.value)
          setOpen(true)
          change('')
        }}
      />
      {isOpen && found.length > 0 && (
        <CompletionList
          id={listId}
          completions={completions}
          active={active}
          pick={({ line }) => pick(found.find((each) => each.value === line))}
        />
      )}
    </div>
  )
}
