import { existsSync } from 'node:fs'
import path from 'node:path'
import { FormErrors, type Path } from './errors'

/** Schemas of discord-api-spec that requests are checked with; see `parse`. */
export type SchemaName =
  | 'ApplicationCommandCreateRequestSchema'
  | 'ApplicationCommandUpdateRequestSchema'
  | 'MessageCreateRequestSchema'
  | 'MessageEditRequestPartialSchema'
  | 'IncomingWebhookRequestPartialSchema'
  | 'IncomingWebhookUpdateRequestPartialSchema'
  | 'CreateMessageInteractionCallbackRequestSchema'
  | 'UpdateMessageInteractionCallbackRequestSchema'
  | 'ApplicationCommandAutocompleteCallbackRequestSchema'
  | 'ModalInteractionCallbackRequestSchema'
  | 'CreatePrivateChannelRequestSchema'
  | 'CreateTextThreadWithMessageRequestSchema'
  | 'CreateTextThreadWithoutMessageRequestSchema'
  | 'UpdateThreadRequestPartialSchema'
  | 'CreateRoleRequestSchema'
  | 'UpdateRoleRequestPartialSchema'

interface Issue {
  code: string
  path: (string | number)[]
  message: string
  origin?: string
  minimum?: number
  maximum?: number
  expected?: string
  values?: unknown[]
  errors?: Issue[][]
}

interface Schema {
  safeParse(value: unknown): { success: true } | { success: false; error: { issues: Issue[] } }
}

let loaded: Record<SchemaName, Schema> | undefined

/**
 * Discord's published schemas: 100 ms and 27 MB to load, so only when the first body arrives.
 * The package has an `import` entry only; its file is required by path, which Node allows from 20.19 on
 * and which also works in test runners that have no dynamic import.
 */
function schemas(): Record<SchemaName, Schema> {
  if (loaded) return loaded
  const inside = 'discord-api-spec/build/discord-api-spec.zod.js'
  const folders = require.resolve.paths('discord-api-spec') ?? []
  const file = folders.map((folder) => path.join(folder, inside)).find((candidate) => existsSync(candidate))
  if (file === undefined) throw new Error('discord-api-spec is not installed')
  loaded = require(file) as Record<SchemaName, Schema>
  return loaded
}

/**
 * Stricter than the documentation in one place that is left so: an embed's `timestamp` must end in `Z`.
 * Laxer ones (content, forms) are tightened in check-message.ts and check-modal.ts; see rest/commands.ts for the other.
 * Checks a body against a published schema. Throws 50035 naming the fields; `at` is where the body sits in the request.
 */
export function checkSchema(name: SchemaName, body: unknown, at: Path = []): void {
  const result = schemas()[name].safeParse(body)
  if (result.success) return
  const errors = new FormErrors()
  for (const issue of result.error.issues) report(issue, at, errors)
  errors.throwIfAny()
}

function report(issue: Issue, at: Path, errors: FormErrors): void {
  const here = [...at, ...issue.path]
  const branch = issue.code === 'invalid_union' ? closestBranch(issue.errors ?? []) : undefined
  if (branch) for (const inner of branch) report(inner, here, errors)
  else errors.add(here, ...describe(issue))
}

/** Objects are told apart by `type`: the alternative whose type fits is the one that was meant. */
function closestBranch(branches: Issue[][]): Issue[] | undefined {
  const isOtherType = ({ path }: Issue) => path.length === 0 || (path.length === 1 && path[0] === 'type')
  return branches.find((issues) => !issues.some(isOtherType))
}

function describe(issue: Issue): [code: string, message: string] {
  const { code, origin, minimum, maximum } = issue
  const counted = origin === 'string' ? 'in length' : 'in size'
  if (code === 'too_big' && origin === 'number')
    return ['NUMBER_TYPE_MAX', `int value should be less than or equal to ${maximum}.`]
  if (code === 'too_small' && origin === 'number')
    return ['NUMBER_TYPE_MIN', `int value should be greater than or equal to ${minimum}.`]
  if (code === 'too_big') return ['BASE_TYPE_MAX_LENGTH', `Must be ${maximum} or fewer ${counted}.`]
  if (code === 'too_small' && minimum === 1) return ['BASE_TYPE_REQUIRED', 'This field is required']
  if (code === 'too_small') return ['BASE_TYPE_MIN_LENGTH', `Must be ${minimum} or more ${counted}.`]
  if (code === 'invalid_value')
    return ['BASE_TYPE_CHOICES', `Value must be one of {${issue.values?.join(', ')}}.`]
  if (code === 'invalid_union')
    return ['UNION_TYPE_CHOICES', 'Value of field "type" must be one of the documented types.']
  if (code === 'invalid_format') return ['STRING_TYPE_REGEX', 'String value did not match validation regex.']
  if (code === 'invalid_type')
    return ['BASE_TYPE_REQUIRED', `This field is required, as ${issue.expected ?? 'documented'}.`]
  return ['BASE_TYPE_INVALID', issue.message]
}
