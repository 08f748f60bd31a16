import type { ChosenFile } from '../driver'
import type { FileInput } from './blocks/file-input'
import { extensionOf } from './file-types'

/** https://docs.slack.dev/reference/block-kit/block-elements/file-input-element#usage-info */
const maxFileBytes = 10 * 1_024 * 1_024

/** Why Slack's client does not take these files; undefined where it does. */
export function problemWithFiles(element: FileInput, chosen: ChosenFile[]): string | undefined {
  const { max_files = 10, filetypes } = element
  if (chosen.length > max_files)
    return `Please choose at most ${max_files} ${max_files === 1 ? 'file' : 'files'}.`
  const tooLarge = chosen.find(({ bytes }) => bytes.length > maxFileBytes)
  if (tooLarge) return `${tooLarge.name} is larger than 10 MB.`
  const stray = chosen.find(({ name }) => filetypes && !filetypes.includes(extensionOf(name)))
  return stray && `${stray.name} is not one of the file types that are accepted here.`
}
