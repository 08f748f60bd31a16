import { z } from 'zod'
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
