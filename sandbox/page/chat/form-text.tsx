import type { SeenForm } from '../../driver'
import { DiscordText } from '../discord/discord-text'
import { readDiscord } from '../discord/discord-types'
import { SlackBlocks } from '../slack/slack-blocks'
import { readSlack } from '../slack/slack-types'
import { usePerson } from './person-context'

/** What a form says besides its fields. */
export function FormText({ form }: { form: SeenForm }) {
  const { platform } = usePerson()
  if (platform === 'slack') {
    const blocks = readSlack(form.raw).blocks.filter(({ type }) => type !== 'input')
    return blocks.length > 0 ? <SlackBlocks blocks={blocks} /> : null
  }
  const texts = readDiscord(form.raw).components.filter(({ type, content }) => type === 10 && content)
  return texts.map(({ id, content = '' }) => <DiscordText key={id} text={content} />)
}
