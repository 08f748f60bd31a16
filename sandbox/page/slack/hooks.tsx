import type { MessageProps } from 'slack-blocks-to-jsx'
import { SlackDate } from './slack-date'
import { SlackLink } from './slack-link'

/** What slack-blocks-to-jsx lets us draw ourselves inside of text. */
export const hooks: NonNullable<MessageProps['hooks']> = {
  link: (link) => <SlackLink {...link} />,
  date: ({ timestamp, format }) => <SlackDate timestamp={timestamp} format={format} />,
}
