import { z } from 'zod'

/** Text and option objects: https://docs.slack.dev/reference/block-kit/composition-objects */
const characters = (max: number) =>
  z
    .string()
    .min(1, 'must be more than 0 characters')
    .max(max, `must be less than ${max + 1} characters`)

/** Shown as it is written; never makes a mention or a link. */
export const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: characters(max), emoji: z.boolean().optional() })

const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: characters(max), verbatim: z.boolean().optional() })

export const textOf = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)])

export type TextObject = z.infer<ReturnType<typeof textOf>>

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const option = z.strictObject({
  text: textOf(75),
  value: characters(150),
  description: textOf(75).optional(),
  url: z.string().max(3_000).optional(),
})

export type Option = z.infer<typeof option>

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-group-object */
export const optionGroup = z.strictObject({ label: plain(75), options: z.array(option).min(1).max(100) })

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const confirm = z.strictObject({
  title: plain(100),
  text: textOf(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(['primary', 'danger']).optional(),
})

export const blockId = z.string().max(255, 'must be less than 256 characters')
export const actionId = z.string().max(255, 'must be less than 256 characters')
export const address = z.string().min(1).max(3_000, 'must be less than 3001 characters')
