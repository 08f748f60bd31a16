import { Message } from 'slack-blocks-to-jsx'
import type { SeenMessage } from '../../driver'
import { usePerson } from '../chat/person-context'
import { useDark } from '../state/use-dark'
import { drawable } from './drawable'
import { hooks } from './hooks'
import { SlackControl } from './slack-control'
import type { SlackBlock, SlackElement } from './slack-types'

interface Props {
  blocks: SlackBlock[]
  /** Absent where the blocks cannot be operated. */
  message?: SeenMessage
}

/** slack-blocks-to-jsx draws what is read; what is operated is drawn here, because it must answer. */
export function SlackBlocks({ blocks, message }: Props) {
  return blocks.map((block) => <SlackBlockRow key={block.block_id} block={block} message={message} />)
}

function SlackBlockRow({ block, message }: { block: SlackBlock; message: SeenMessage | undefined }) {
  const control = (element: SlackElement) =>
    message && (
      <SlackControl key={element.action_id} element={element} blockId={block.block_id} message={message} />
    )
  if (block.type === 'actions') return <div className="slack-actions">{block.elements?.map(control)}</div>
  const { accessory, ...rest } = block
  if (!accessory || accessory.type === 'image') return <Drawn block={block} />
  return (
    <div className="slack-section">
      <Drawn block={rest} />
      {control(accessory)}
    </div>
  )
}

function Drawn({ block }: { block: SlackBlock }) {
  const { people, channels } = usePerson()
  const theme = useDark() ? 'dark' : 'light'
  const users = people.map(({ userId, name }) => ({ id: userId, name }))
  const named = channels.map(({ id, name }) => ({ id, name: name.replace(/^#/, '') }))
  return (
    <Message
      withoutWrapper
      theme={theme}
      logo=""
      name=""
      blocks={[drawable(block)]}
      data={{ users, channels: named }}
      hooks={hooks}
    />
  )
}
