import type { SeenControl } from '../driver'
import { type Block, interactiveElements } from './blocks/blocks'
import type { Interactive } from './blocks/elements'
import type { Option, TextObject } from './blocks/text-object'
import { readMarkdown } from './markdown'
import type { Workspace } from './state'
import { pingsIn, type ReadText, readMrkdwn } from './text'

export interface ReadBlocks {
  text: string
  controls: SeenControl[]
}

/** Everything readable and operable in blocks, in reading order. */
export function readBlocks(workspace: Workspace, blocks: Block[]): ReadBlocks {
  const controls: SeenControl[] = []
  const read = (source: TextObject) => readText(workspace, source, controls)
  const readLong = (source: string) => addLinks(readMarkdown(workspace, source), controls)
  const lines = blocks.flatMap((block) => {
    const shown = readBlock(block, read, readLong)
    controls.push(
      ...interactiveElements(block).map((element) => controlOf(workspace, blocks, block, element)),
    )
    return shown
  })
  return { text: lines.filter((line) => line !== '').join('\n'), controls }
}

function readBlock(
  block: Block,
  read: (source: TextObject) => string,
  readLong: (source: string) => string,
): string[] {
  switch (block.type) {
    case 'header':
      return [read(block.text)]
    case 'section':
      return [block.text, ...(block.fields ?? [])].flatMap((text) => (text ? [read(text)] : []))
    case 'context':
      return [block.elements.map((each) => (each.type === 'image' ? each.alt_text : read(each))).join(' ')]
    case 'image':
      return [block.title?.text ?? '', block.alt_text]
    case 'markdown':
      return [readLong(block.text)]
    case 'input':
      return [block.label.text, block.hint?.text ?? '']
    default:
      return []
  }
}

function readText(workspace: Workspace, source: TextObject, controls: SeenControl[]): string {
  if (source.type === 'plain_text') return source.text
  return addLinks(readMrkdwn(workspace, source.text), controls)
}

function addLinks({ text, links }: ReadText, controls: SeenControl[]): string {
  for (const { url, label } of links) controls.push({ id: url, kind: 'link', label, disabled: false })
  return text
}

function controlOf(workspace: Workspace, blocks: Block[], block: Block, element: Interactive): SeenControl {
  const id = controlId(blocks, block, element)
  if (element.type === 'button') {
    const link = element.url === undefined ? undefined : { id: element.url, kind: 'link' as const }
    return { ...(link ?? { id, kind: 'button' as const }), label: element.text.text, disabled: false }
  }
  const label = 'placeholder' in element ? (element.placeholder?.text ?? '') : ''
  const options = optionsOf(workspace, element)
  return { id, kind: 'menu', label, disabled: false, ...(options ? { options } : {}) }
}

/** The `action_id`, with its block where other blocks use the same one. */
export function controlId(blocks: Block[], block: Block, element: Interactive): string {
  const same = blocks.flatMap(interactiveElements).filter((each) => each.action_id === element.action_id)
  return same.length > 1 ? `${block.block_id}/${element.action_id}` : element.action_id
}

/** The element a control id, or the address of a link button, stands for. */
export function findControl(blocks: Block[], id: string): { block: Block; element: Interactive } | undefined {
  for (const block of blocks) {
    for (const element of interactiveElements(block)) {
      const isLink = element.type === 'button' && element.url === id
      if (isLink || controlId(blocks, block, element) === id) return { block, element }
    }
  }
  return undefined
}

/** What can be chosen; undefined where the app supplies it while the person types, or nothing is chosen. */
export function optionsOf(
  workspace: Workspace,
  element: Interactive,
): { value: string; label: string }[] | undefined {
  if (element.type === 'users_select' || element.type === 'multi_users_select') {
    return [...workspace.users.values()].map((user) => ({ value: user.id, label: user.name }))
  }
  const offered = offeredOptions(element)
  return offered?.map(({ value, text }) => ({ value, label: text.text }))
}

export function offeredOptions(element: Interactive): Option[] | undefined {
  if ('option_groups' in element && element.option_groups) {
    return element.option_groups.flatMap((group) => group.options)
  }
  return 'options' in element ? element.options : undefined
}

/** Only mrkdwn and markdown notify people; plain text never does. */
export function pingsInBlocks(blocks: Block[]): string[] {
  const written = blocks.flatMap((block) => (block.type === 'markdown' ? pingsIn(block.text) : []))
  const texts = blocks.flatMap((block): TextObject[] => {
    if (block.type === 'section') return [...(block.text ? [block.text] : []), ...(block.fields ?? [])]
    if (block.type === 'context') return block.elements.filter((each) => each.type !== 'image')
    return []
  })
  return [...written, ...texts.flatMap((text) => (text.type === 'mrkdwn' ? pingsIn(text.text) : []))]
}
