import { type KeyboardEvent, type ToggleEvent, useLayoutEffect, useRef, useState } from 'react'
import type { MessageAction } from './use-message-actions'

/** The button at the corner of a message, and what opens from it. */
export function MessageMenu({ actions }: { actions: MessageAction[] }) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className="menu-button"
        aria-label="Message menu"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
      >
        ⋯
      </button>
      {isOpen && <Menu actions={actions} below={button} close={close} leave={() => setOpen(false)} />}
    </>
  )
}

interface MenuProps {
  actions: MessageAction[]
  below: { current: HTMLElement | null }
  /** Gives the focus back to the button. */
  close(): void
  leave(): void
}

/** In the browser's top layer, so that no scrolled box cuts it off; a click elsewhere and Escape close it. */
function Menu({ actions, below, close, leave }: MenuProps) {
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!list.current || !below.current) return
    list.current.showPopover()
    putBelow(list.current, below.current)
    list.current.querySelector('button')?.focus({ preventScroll: true })
  }, [below])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: actions.length - 1 }[event.key]
    if (event.key === 'Tab') leave()
    if (step === undefined || !list.current) return
    event.preventDefault()
    const entries = [...list.current.querySelectorAll('button')]
    const at = entries.indexOf(document.activeElement as HTMLButtonElement)
    entries[(at + step) % entries.length]?.focus()
  }
  const onToggle = ({ newState }: ToggleEvent) => {
    if (newState === 'closed') leave()
  }
  return (
    <div ref={list} popover="auto" role="menu" className="menu" onKeyDown={onKeyDown} onToggle={onToggle}>
      {actions.map(({ label, isGrave, run }) => (
        <button
          key={label}
          type="button"
          role="menuitem"
          className={isGrave ? 'grave' : undefined}
          onClick={() => {
            close()
            run()
          }}
        >
          {label}
        </button>
      ))}
    </div>
  )
}

/** Below its button where there is room, else above. */
function putBelow(menu: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect()
  const { width, height } = menu.getBoundingClientRect()
  const top = at.bottom + height + 4 > window.innerHeight ? at.top - height - 4 : at.bottom + 4
  menu.style.top = `${Math.max(4, top)}px`
  menu.style.left = `${Math.max(4, at.right - width)}px`
}
