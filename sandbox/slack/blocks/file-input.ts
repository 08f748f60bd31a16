import { z } from 'zod'
import type { Block } from './blocks'
import { actionId } from './text-object'

/** https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
export const fileInput = z.strictObject({
  type: z.literal('file_input'),
  action_id: actionId,
  filetypes: z.array(z.string().min(1)).min(1).optional(),
  max_files: z
    .number()
    .int()
    .min(1, 'must be greater than 0')
    .max(10, 'must be less than or equal to 10')
    .optional(),
})

export type FileInput = z.infer<typeof fileInput>

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
