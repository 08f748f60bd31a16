import { useState } from 'react'
import type { SeenChannel } from '../../driver'
import type { ListedCommand } from '../../protocol'
import { reasonOf } from '../state/reason'
import { upload } from '../state/upload'
import { useSandbox } from '../state/use-sandbox'
import { withoutUnfilled } from './completion'
import { usePerson } from './person-context'

interface Target {
  channel: SeenChannel
  thread: string | undefined
  commands: ListedCommand[]
}

/** Sends lines and the files that wait beside them. Files that could not be sent wait again. */
export function useSend({ channel, thread, commands }: Target) {
  const { ask } = useSandbox()
  const { platform, userId } = usePerson()
  const [files, setFiles] = useState<File[]>([])
  const [failure, setFailure] = useState<string>()
  const send = async (line: string) => {
    const text = files.length > 0 ? withoutUnfilled(commands, line) : line
    // Slack refuses files beside a command, and says so in the channel.
    const areTaken = platform === 'discord' || !line.startsWith('/')
    const where = { channel: channel.id, ...(thread !== undefined && { thread }) }
    if (areTaken) setFiles([])
    setFailure(undefined)
    try {
      const sent = files.length > 0 && { files: await upload(files) }
      await ask({ do: 'type', platform, as: userId, text, ...where, ...sent })
    } catch (error) {
      setFiles(files)
      setFailure(reasonOf(error))
    }
  }
  return { files, setFiles, failure, forgive: () => setFailure(undefined), send }
}
