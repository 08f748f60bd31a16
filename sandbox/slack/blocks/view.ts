import { z } from 'zod'
import { block } from './blocks'
import { plain } from './text-object'

/** Views and their limits: https://docs.slack.dev/reference/views */
const common = {
  blocks: z.array(block).max(100, 'no more than 100 items allowed'),
  private_metadata: z.string().max(3_000, 'must be less than 3001 characters').optional(),
  callback_id: z.string().max(255, 'must be less than 256 characters').optional(),
  external_id: z.string().max(255, 'must be less than 256 characters').optional(),
}

export const modal = z
  .strictObject({
    type: z.literal('modal'),
    title: plain(24),
    submit: plain(24).optional(),
    close: plain(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
    ...common,
  })
  .refine((view) => view.submit !== undefined || !view.blocks.some((each) => each.type === 'input'), {
    error: 'a submit is required when an input block is within the blocks array',
    path: ['submit'],
  })

export const home = z.strictObject({ type: z.literal('home'), ...common })
