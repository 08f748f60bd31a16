import { z } from 'zod'
import { fileInput } from './file-input'
import { textInputs } from './text-inputs'
import { actionId, address, confirm, option, optionGroup, plain, textOf } from './text-object'

/** Block elements and their limits: https://docs.slack.dev/reference/block-kit/block-elements */
const interactive = {
  action_id: actionId,
  confirm: confirm.optional(),
  focus_on_load: z.boolean().optional(),
}
const placeholder = { placeholder: plain(150).optional() }
const several = { max_selected_items: z.number().int().min(1).optional() }

const button = z.strictObject({
  type: z.literal('button'),
  action_id: actionId,
  text: plain(75),
  url: address.optional(),
  value: z.string().max(2_000, 'must be less than 2001 characters').optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label: z.string().max(75).optional(),
})

const staticChoices = {
  options: z.array(option).min(1).max(100, 'no more than 100 items allowed').optional(),
  option_groups: z.array(optionGroup).min(1).max(100, 'no more than 100 items allowed').optional(),
}
const oneSource = (menu: { options?: unknown; option_groups?: unknown }) =>
  (menu.options === undefined) !== (menu.option_groups === undefined)
const oneSourceReason = { error: 'must have exactly one of options and option_groups' }

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...interactive,
    ...placeholder,
    ...staticChoices,
    initial_option: option.optional(),
  })
  .refine(oneSource, oneSourceReason)

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...interactive,
    ...placeholder,
    ...staticChoices,
    ...several,
    initial_options: z.array(option).min(1).optional(),
  })
  .refine(oneSource, oneSourceReason)

const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...interactive,
  ...placeholder,
  min_query_length: z.number().int().min(0).optional(),
  initial_option: option.optional(),
})

const multiExternalSelect = z.strictObject({
  type: z.literal('multi_external_select'),
  ...interactive,
  ...placeholder,
  ...several,
  min_query_length: z.number().int().min(0).optional(),
  initial_options: z.array(option).min(1).optional(),
})

const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...interactive,
  ...placeholder,
  initial_user: z.string().optional(),
})

const multiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  ...interactive,
  ...placeholder,
  ...several,
  initial_users: z.array(z.string()).optional(),
})

const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  options: z.array(option).min(1).max(5, 'no more than 5 items allowed'),
  confirm: confirm.optional(),
})

const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...interactive,
  options: z.array(option).min(1).max(10, 'no more than 10 items allowed'),
  initial_options: z.array(option).min(1).optional(),
})

const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...interactive,
  options: z.array(option).min(1).max(10, 'no more than 10 items allowed'),
  initial_option: option.optional(),
})

const datePicker = z.strictObject({
  type: z.literal('datepicker'),
  ...interactive,
  ...placeholder,
  initial_date: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .optional(),
})

const picture = { image_url: address, alt_text: z.string().min(1).max(2_000) }
const image = z.strictObject({ type: z.literal('image'), ...picture })

const menus = [staticSelect, multiStaticSelect, externalSelect, multiExternalSelect, usersSelect] as const
const marks = [multiUsersSelect, checkboxes, radioButtons, datePicker] as const

export const sectionAccessory = z.discriminatedUnion('type', [button, image, overflow, ...menus, ...marks])
export const actionsElement = z.discriminatedUnion('type', [button, overflow, ...menus, ...marks])
export const contextElement = z.discriminatedUnion('type', [image, ...textOf(3_000).options])
export const inputElement = z.discriminatedUnion('type', [fileInput, ...textInputs, ...menus, ...marks])

export type Element =
  | z.infer<typeof sectionAccessory>
  | z.infer<typeof actionsElement>
  | z.infer<typeof inputElement>

/** Elements that a person can operate. */
export type Interactive = Exclude<Element, { type: 'image' }>
