import type { SeenMessage } from '../../driver'
import { Avatar } from '../chat/avatar'
import { FileList } from '../chat/file-list'
import { SlackBlocks } from './slack-blocks'
import { isGrowing, mrkdwnSection, readSlack, sentAt } from './slack-types'

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' })

export function SlackMessage({ message, dismiss }: { message: SeenMessage; dismiss(id: string): void }) {
  const { text, blocks, attachments } = readSlack(message.raw)
  const at = sentAt(message)
  const plain = text === '' ? [] : [mrkdwnSection(text)]
  return (
    <article
      className={message.private ? 'slack-message private' : 'slack-message'}
      aria-busy={isGrowing(message)}
    >
      <Avatar name={message.author} />
      <div>
        {message.private && (
          <p className="only-you">
            Only visible to you ·{' '}
            <button type="button" onClick={() => dismiss(message.id)}>
              Dismiss
            </button>
          </p>
        )}
        <header>
          <strong>{message.author}</strong>
          {message.fromBot && <span className="app-badge">APP</span>}
          <time dateTime={new Date(at).toISOString()} title={full.format(at)}>
            {clock.format(at)}
          </time>
          {/* Not of blocks: https://docs.slack.dev/reference/methods/chat.update#text-blocks-attachments */}
          {message.edited && blocks.length === 0 && <span className="edited">(edited)</span>}
        </header>
        <SlackBlocks blocks={blocks.length > 0 ? blocks : plain} message={message} />
        {isGrowing(message) && <span className="caret" role="img" aria-label="Still writing" />}
        <FileList files={message.files ?? []} label="Files" />
        {attachments.map((attachment, index) => (
          <blockquote
            // biome-ignore lint/suspicious/noArrayIndexKey: attachments have no id and keep their order
            key={index}
            className="attachment"
            style={{ borderColor: attachment.color }}
          >
            <SlackBlocks
              blocks={attachment.blocks ?? [mrkdwnSection(attachment.text ?? '')]}
              message={message}
            />
          </blockquote>
        ))}
      </div>
    </article>
  )
}
