import type { ReactNode } from 'react'

interface Slotted {
  children?: ReactNode
}

/** Attributes of @skyra/discord-components-core that the page sets; React sets them as properties. */
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'discord-messages': Slotted & { key: string; lightTheme: boolean; noBackground: boolean }
      'discord-message': Slotted & {
        ref(element: HTMLElement | null): void
        author: string
        avatar: string
        bot: boolean
        edited: boolean
        className?: string | undefined
        highlight: boolean
        lightTheme: boolean
        roleColor: string
        timestamp: string
      }
      'discord-mention': Slotted & { type: 'user' | 'role' | 'channel' | 'slash'; lightTheme: boolean }
      'discord-time': Slotted & { lightTheme: boolean }
    }
  }
}
