import { useState } from 'react'
import type { SeenMessage } from '../../driver'
import { useSandbox } from '../state/use-sandbox'
import { usePerson } from './person-context'

/** Clicks controls of one message; `busy` until the bot has answered, so that nothing is pressed twice. */
export function usePress(message: SeenMessage) {
  const { ask } = useSandbox()
  const { platform, userId } = usePerson()
  const [busy, setBusy] = useState(false)
  const press = async (control: string, value?: string) => {
    setBusy(true)
    const picked = value === undefined ? {} : { value }
    try {
      await ask({ do: 'press', platform, as: userId, message: message.id, control, ...picked })
    } finally {
      setBusy(false)
    }
  }
  return { busy, press }
}
