import { type ReactNode, useState } from 'react'
import type { SeenMessage } from '../../driver'
import { EditBox } from './edit-box'
import { MessageMenu } from './message-menu'
import { useMessageActions } from './use-message-actions'

interface Props {
  message: SeenMessage
  /** What leads on from it: its thread. */
  below: ReactNode
  children: ReactNode
}

/** A message with its menu and, while its author changes it, the box for that. */
export function MessageFrame({ message, below, children }: Props) {
  const [isEditing, setEditing] = useState(false)
  const [failure, setFailure] = useState<string>()
  const actions = useMessageActions(message, { edit: () => setEditing(true), fail: setFailure })
  return (
    <div className="message">
      {children}
      <div className="message-below">
        {isEditing && <EditBox message={message} done={() => setEditing(false)} />}
        {below}
        {failure && (
          <p className="failure" role="alert">
            {failure}
          </p>
        )}
      </div>
      {actions.length > 0 && <MessageMenu actions={actions} />}
    </div>
  )
}
