/**
 * The intersection of what Slack and Discord accept, checked where a view is built: an oversize view is a bug that
 * a test sees, never something a renderer trims.
 * Slack: https://docs.slack.dev/reference/block-kit/blocks · https://docs.slack.dev/reference/views
 * Discord: https://docs.discord.com/developers/components/reference
 */
export const LIMITS = {
  /** Slack header block 150; the card's title is the first line on both. */
  title: 150,
  /** Discord: 4,000 characters of text in one components message; the rest is markup. */
  cardText: 3_600,
  /** Slack section fields: 10. */
  fields: 10,
  fieldValue: 1_000,
  /** Discord counts 40 components in a message; a row takes three. */
  rows: 8,
  rowText: 400,
  buttons: 5,
  /** Slack button text 75, Discord label 80. */
  buttonLabel: 75,
  /** Discord custom_id 100, Slack action_id 255. */
  pressRef: 100,
  /** Discord button url 512, Slack 3,000. */
  href: 512,
  /** Discord select 25 options, Slack 100. */
  choices: 25,
  /** Discord select option label 100, Slack option text 75. */
  choiceLabel: 75,
  /** Discord select option value 100, Slack 150. */
  choiceValue: 100,
  /** Files beside the picture; Discord takes ten in all. */
  attachedFiles: 3,
  /** The picture and the files together, in bytes. Discord takes 20 MiB of each, Slack 1 GB. */
  attachedBytes: 8 * 1024 * 1024,
  /** With its ending. */
  fileName: 100,
  /** Discord media description 1,024, Slack image block 2,000. */
  altText: 1_000,
  /** Slack view title 24, Discord modal title 45. */
  formTitle: 24,
  submitLabel: 24,
  /** Slack section 3,000, Discord text display 4,000. */
  formText: 3_000,
  /** Discord modal: five top-level components. */
  formFields: 5,
  fieldLabel: 45,
  /** Discord label description 100. */
  fieldHint: 100,
  /** Slack plain_text_input 3,000, Discord text input 4,000. */
  fieldText: 3_000,
  placeholder: 100,
  /** Slack users select and Discord user select. */
  people: 25,
  /** Slack file input and Discord file upload. */
  files: 10,
  /** Slack shortcut name 24, Discord command name 32. */
  menuLabel: 24,
} as const

export class ViewTooLarge extends Error {
  constructor(what: string, size: number, limit: number) {
    super(`${what} is ${size}, at most ${limit} fits both platforms`)
    this.name = 'ViewTooLarge'
  }
}

export function atMost(what: string, size: number, limit: number): void {
  if (size > limit) throw new ViewTooLarge(what, size, limit)
}
