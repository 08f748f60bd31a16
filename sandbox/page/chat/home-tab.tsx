import type { SeenMessage } from '../../driver'
import { SlackBlocks } from '../slack/slack-blocks'
import { readSlack } from '../slack/slack-types'

/** Slack's Home tab: what the app published for this person. */
export function HomeTab({ home }: { home: SeenMessage | undefined }) {
  return (
    <div className="conversation">
      <section className="messages home" aria-label="Home">
        {home ? (
          <SlackBlocks blocks={readSlack(home.raw).blocks} message={home} />
        ) : (
          <p className="empty">The bot has published nothing here yet.</p>
        )}
      </section>
    </div>
  )
}
