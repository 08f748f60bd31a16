import { z } from 'zod'
import { actionsElement, contextElement, type Interactive, inputElement, sectionAccessory } from './elements'
import { address, blockId, plain, textOf } from './text-object'

/** Blocks and their limits: https://docs.slack.dev/reference/block-kit/blocks */
const block_id = blockId

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id,
    text: textOf(3_000).optional(),
    fields: z.array(textOf(2_000)).min(1).max(10, 'no more than 10 items allowed').optional(),
    accessory: sectionAccessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, {
    error: 'must have text or fields',
  })

const header = z.strictObject({ type: z.literal('header'), block_id, text: plain(150) })
const divider = z.strictObject({ type: z.literal('divider'), block_id })
const context = z.strictObject({
  type: z.literal('context'),
  block_id,
  elements: z.array(contextElement).min(1).max(10, 'no more than 10 items allowed'),
})
const actions = z.strictObject({
  type: z.literal('actions'),
  block_id,
  elements: z.array(actionsElement).min(1).max(25, 'no more than 25 items allowed'),
})
/** https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object */
const slackFile = z
  .strictObject({
    id: z
      .string()
      .regex(/^F[A-Z0-9]{8,}$/, 'input must match regex pattern: ^[F][A-Z0-9]{8,}$')
      .optional(),
    url: address.optional(),
  })
  .refine(({ id, url }) => (id === undefined) !== (url === undefined), {
    error: 'must have either id or url',
  })

const image = z
  .strictObject({
    type: z.literal('image'),
    block_id,
    image_url: address.optional(),
    slack_file: slackFile.optional(),
    alt_text: z.string().min(1).max(2_000),
    title: plain(2_000).optional(),
  })
  .refine((block) => (block.image_url === undefined) !== (block.slack_file === undefined), {
    error: 'must have either image_url or slack_file',
  })
const input = z.strictObject({
  type: z.literal('input'),
  block_id,
  label: plain(2_000),
  element: inputElement,
  hint: plain(2_000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
})
const markdown = z.strictObject({
  type: z.literal('markdown'),
  block_id,
  text: z.string().min(1).max(12_000),
})

export const block = z.discriminatedUnion('type', [
  section,
  header,
  divider,
  context,
  actions,
  image,
  input,
  markdown,
])

export type Block = z.infer<typeof block>
export type InputBlock = z.infer<typeof input>

/** The elements of a block that a person can operate, in reading order. */
export function interactiveElements(of: Block): Interactive[] {
  if (of.type === 'actions') return of.elements
  if (of.type === 'input') return [of.element]
  if (of.type === 'section' && of.accessory && of.accessory.type !== 'image') return [of.accessory]
  return []
}
