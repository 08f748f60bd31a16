import { type Block, Message } from 'slack-blocks-to-jsx'
import type { SeenMessage } from '../../driver'
import { ShownPicture } from '../chat/shown-picture'
import { useDark } from '../state/use-dark'
import { SlackControl } from './slack-control'
import { SlackMarkdown } from './slack-markdown'
import { SlackSectionView } from './slack-section'
import { SlackText } from './slack-text'
import type { SlackBlock, SlackElement } from './slack-types'

interface Props {
  blocks: SlackBlock[]
  /** Absent where the blocks cannot be operated. */
  message?: SeenMessage
}

/**
 * What holds text or is operated is drawn here: controls must answer, and slack-blocks-to-jsx decodes entities before
 * it reads marks, so that it shows mentions where Slack shows words. It draws all other blocks.
 */
export function SlackBlocks({ blocks, message }: Props) {
  return blocks.map((block) => <SlackBlockView key={block.block_id} block={block} message={message} />)
}

function SlackBlockView({ block, message }: { block: SlackBlock; message: SeenMessage | undefined }) {
  const control = (element: SlackElement) =>
    message && (
      <SlackControl key={element.action_id} element={element} blockId={block.block_id} message={message} />
    )
  switch (block.type) {
    case 'actions':
      return <div className="slack-actions">{block.elements.map(control)}</div>
    case 'header':
      return <h4 className="slack-header">{block.text.text}</h4>
    case 'markdown':
      return <SlackMarkdown text={block.text} />
    case 'section':
      return <SlackSectionView section={block} control={control} />
    case 'context':
      return (
        <div className="slack-context">
          {block.elements.map(
            (element, index) =>
              // biome-ignore-start lint/suspicious/noArrayIndexKey: these elements have no other name
              element.type === 'image' ? (
                <img key={index} src={element.image_url} alt={element.alt_text} />
              ) : (
                <SlackText key={index} {...element} />
              ),
            // biome-ignore-end lint/suspicious/noArrayIndexKey: these elements have no other name
          )}
        </div>
      )
    case 'image':
      return message && block.slack_file ? (
        <ShownPicture message={message} fileId={block.slack_file.id} alt={block.alt_text} />
      ) : (
        <Drawn block={block} />
      )
    default:
      return <Drawn block={block} />
  }
}

function Drawn({ block }: { block: SlackBlock }) {
  const theme = useDark() ? 'dark' : 'light'
  return <Message withoutWrapper theme={theme} logo="" name="" blocks={[block as Block]} />
}
