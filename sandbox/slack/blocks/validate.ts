import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Json } from '../json'
import type { ViewSource } from '../state'
import { type Block, block } from './blocks'
import { refuseFileInputs } from './file-inputs'
import { home, modal } from './view'

export type Checked<T> = { value: T } | { messages: string[] }

/** At most fifty blocks in a message: https://docs.slack.dev/reference/block-kit/blocks */
const messageBlocks = z.array(block).max(50, 'no more than 50 items allowed')

/** Checks what a message wants to show, filling in the ids that the app left out. */
export function checkBlocks(raw: unknown): Checked<Block[]> {
  const checked = check(messageBlocks, withIds(raw), '/blocks')
  if ('messages' in checked) return checked
  return refuseFileInputs(checked.value, '/blocks') ?? refuseDuplicates(checked.value, '/blocks') ?? checked
}

export function checkView(raw: unknown, kind: 'modal' | 'home'): Checked<ViewSource> {
  const view = isRecord(raw) ? { ...raw, blocks: withIds(raw.blocks) } : raw
  const checked: Checked<ViewSource> =
    kind === 'modal' ? check(modal, view, '/view') : check(home, view, '/view')
  if ('messages' in checked) return checked
  const { blocks } = checked.value
  const misplaced = kind === 'home' ? refuseFileInputs(blocks, '/view/blocks') : undefined
  return misplaced ?? refuseDuplicates(blocks, '/view/blocks') ?? checked
}

function check<T>(schema: z.ZodType<T>, raw: unknown, pointer: string): Checked<T> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return { value: parsed.data }
  const messages = parsed.error.issues.map(
    (issue) => `[ERROR] ${reason(issue)} [json-pointer:${[pointer, ...issue.path].join('/')}]`,
  )
  return { messages }
}

function reason(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `invalid additional property: ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_union') return 'unsupported type'
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return `missing required field: ${String(issue.path.at(-1) ?? '')}`
  }
  return issue.message
}

/** A `block_id` is unique in its message or view, an `action_id` in its block: https://docs.slack.dev/reference/block-kit/blocks */
function refuseDuplicates(blocks: Block[], pointer: string): { messages: string[] } | undefined {
  const messages: string[] = []
  const seen = new Set<string>()
  for (const [at, each] of blocks.entries()) {
    if (seen.has(each.block_id)) {
      messages.push(
        `[ERROR] block_id already exists: ${each.block_id} [json-pointer:${pointer}/${at}/block_id]`,
      )
    }
    seen.add(each.block_id)
    if (each.type !== 'actions') continue
    const actionIds = each.elements.map((element) => element.action_id)
    const twice = actionIds.find((id, index) => actionIds.indexOf(id) !== index)
    if (twice !== undefined) {
      messages.push(`[ERROR] action_id already exists: ${twice} [json-pointer:${pointer}/${at}/elements]`)
    }
  }
  return messages.length > 0 ? { messages } : undefined
}

/** Slack makes up the block and action ids that are missing. */
function withIds(raw: unknown): unknown {
  if (!Array.isArray(raw)) return raw
  return raw.map((each: unknown) => {
    if (!isRecord(each)) return each
    const elements = each.type === 'actions' && Array.isArray(each.elements) ? each.elements : undefined
    return {
      ...each,
      block_id: each.block_id ?? madeUpId(),
      ...(elements ? { elements: elements.map(withActionId) } : {}),
      ...(each.accessory === undefined ? {} : { accessory: withActionId(each.accessory) }),
      ...(each.type === 'input' ? { element: withActionId(each.element) } : {}),
    }
  })
}

function withActionId(raw: unknown): unknown {
  if (!isRecord(raw) || raw.type === 'image') return raw
  return { ...raw, action_id: raw.action_id ?? madeUpId() }
}

const madeUpId = () => randomBytes(4).toString('base64url')

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
