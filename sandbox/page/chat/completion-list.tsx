import { useEffect, useRef } from 'react'
import type { Completion } from './completion'

interface Props {
  id: string
  completions: Completion[]
  active: number
  pick(completion: Completion): void
}

/** The list above a message box; the box keeps the focus and moves `active`. */
export function CompletionList({ id, completions, active, pick }: Props) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div className="completions" role="listbox" id={id} aria-label="Completions" ref={list}>
      {completions.map((completion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the message box handles the keys
        <div
          key={completion.line}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => pick(completion)}
        >
          <strong>{completion.label}</strong>
          <span>{completion.detail}</span>
        </div>
      ))}
    </div>
  )
}
