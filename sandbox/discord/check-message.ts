import { flatten, isSelect, walk } from './components'
import { FormErrors, type Path } from './errors'
import { componentType, linkButtonStyle, messageFlag, premiumButtonStyle } from './protocol'
import type { Component, Embed, MessageRequest, StoredMessage } from './types'

/**
 * The documented limits that the published schemas leave out. Throws 50035 naming the fields.
 * https://docs.discord.com/developers/resources/message#create-message
 * https://docs.discord.com/developers/components/reference
 */
export function checkMessage(body: MessageRequest, at: Path = [], existing?: StoredMessage): void {
  const errors = new FormErrors()
  const flags = (body.flags ?? 0) | (existing?.flags ?? 0)
  // The schema allows 4,000, which is for people with a subscription; bots have 2,000.
  if ((body.content?.length ?? 0) > 2_000)
    errors.add([...at, 'content'], 'BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.')
  checkEmbeds(body.embeds ?? [], at, errors)
  if (flags & messageFlag.componentsV2) checkVersion2(body, at, errors, existing)
  else checkVersion1(body.components ?? [], at, errors)
  walk(body.components ?? [], (component, path) => checkComponent(component, [...at, ...path], errors))
  checkUniqueIds(body.components ?? [], at, errors)
  errors.throwIfAny()
}

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
function checkEmbeds(embeds: Embed[], at: Path, errors: FormErrors): void {
  const total = embeds
    .flatMap((embed) => [
      embed.title,
      embed.description,
      embed.footer?.text,
      embed.author?.name,
      ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    ])
    .reduce((sum, text) => sum + (text?.length ?? 0), 0)
  if (total > 6_000)
    errors.add([...at, 'embeds'], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000')
}

/** https://docs.discord.com/developers/components/reference#legacy-message-component-behavior */
function checkVersion1(components: Component[], at: Path, errors: FormErrors): void {
  if (components.length > 5)
    errors.add([...at, 'components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.')
  for (const [index, { type }] of components.entries())
    if (type !== componentType.actionRow)
      errors.add([...at, 'components', index, 'type'], 'BASE_TYPE_CHOICES', 'Value must be one of {1}.')
}

function checkVersion2(body: MessageRequest, at: Path, errors: FormErrors, existing?: StoredMessage): void {
  const content = body.content === undefined ? existing?.content : body.content
  const embeds = body.embeds === undefined ? existing?.embeds : body.embeds
  const legacy = { content: Boolean(content), embeds: Boolean(embeds?.length), poll: Boolean(body.poll) }
  for (const [field, used] of Object.entries(legacy))
    if (used)
      errors.add(
        [...at, field],
        'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      )
  const all = flatten(body.components ?? [])
  if (all.length > 40)
    errors.add(
      [...at, 'components'],
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      'Total number of components exceeds the maximum of 40',
    )
  const characters = all.reduce((sum, part) => sum + (part.content?.length ?? 0), 0)
  if (characters > 4_000)
    errors.add(
      [...at, 'components'],
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      'Total size of displayable text exceeds the maximum of 4000',
    )
}

function checkComponent(component: Component, at: Path, errors: FormErrors): void {
  if (component.type === componentType.actionRow) checkRow(component, at, errors)
  if (component.type === componentType.button) checkButton(component, at, errors)
  if (isSelect(component)) checkSelect(component, at, errors)
  if (component.type === componentType.textDisplay && !component.content)
    errors.add([...at, 'content'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 4000 in length.')
}

/** https://docs.discord.com/developers/components/reference#action-row */
function checkRow(row: Component, at: Path, errors: FormErrors): void {
  const children = row.components ?? []
  if (children.some(isSelect) && children.length > 1)
    errors.add(
      [...at, 'components'],
      'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
      'Components displayed on this row exceed 5 slots',
    )
}

/** https://docs.discord.com/developers/components/reference#button */
function checkButton(button: Component, at: Path, errors: FormErrors): void {
  if (button.style === premiumButtonStyle) return
  if (!button.label && !button.emoji)
    errors.add(at, 'BUTTON_COMPONENT_INVALID_LABEL', 'A button must have either a label or an emoji.')
  const isLink = button.style === linkButtonStyle
  if (isLink && !button.url) errors.add([...at, 'url'], 'BASE_TYPE_REQUIRED', 'A url is required')
  if (!isLink && !button.custom_id)
    errors.add([...at, 'custom_id'], 'BASE_TYPE_REQUIRED', 'A custom id is required')
  if (button.url && button.custom_id)
    errors.add(
      at,
      'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
      'A custom id and url cannot both be specified',
    )
}

/** https://docs.discord.com/developers/components/reference#string-select */
export function checkSelect(select: Component, at: Path, errors: FormErrors): void {
  const values = (select.options ?? []).map((option) => option.value)
  const seen = new Set<string>()
  for (const [index, value] of values.entries()) {
    if (seen.has(value))
      errors.add(
        [...at, 'options', index, 'value'],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      )
    seen.add(value)
  }
  const most = select.max_values ?? 1
  if (select.options && most > values.length)
    errors.add([...at, 'max_values'], 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${values.length}.`)
  if ((select.min_values ?? 1) > most)
    errors.add(
      [...at, 'min_values'],
      'BASE_TYPE_BAD_LENGTH',
      'min_values must not be greater than max_values.',
    )
  if ((select.options ?? []).filter((option) => option.default).length > most)
    errors.add([...at, 'options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULTS', 'More defaults than max_values.')
}

/** https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id */
export function checkUniqueIds(components: Component[], at: Path, errors: FormErrors): void {
  const customIds = new Set<string>()
  const ids = new Set<number>()
  walk(components, ({ custom_id, id }, path) => {
    if (custom_id && customIds.has(custom_id))
      errors.add(
        [...at, ...path, 'custom_id'],
        'COMPONENT_CUSTOM_ID_DUPLICATED',
        'Component custom id cannot be duplicated',
      )
    if (id && ids.has(id))
      errors.add([...at, ...path, 'id'], 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated')
    if (custom_id) customIds.add(custom_id)
    if (id) ids.add(id)
  })
}
