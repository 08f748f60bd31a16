import type { Block } from './blocks'

export const isFileInput = (block: Block) => block.type === 'input' && block.element.type === 'file_input'

/** Files are chosen in modals only. */
export function refuseFileInputs(blocks: Block[], pointer: string): { messages: string[] } | undefined {
  const messages = blocks.flatMap((block, at) =>
    isFileInput(block)
      ? [`[ERROR] unsupported type: file_input [json-pointer:${pointer}/${at}/element]`]
      : [],
  )
  return messages.length > 0 ? { messages } : undefined
}
