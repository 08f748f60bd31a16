import { type Block, interactiveElements } from './blocks/blocks'
import type { Interactive } from './blocks/elements'
import type { Json } from './json'
import type { Slack, StateValues, View, ViewSource, Workspace } from './state'

/** At most three forms on top of each other: https://docs.slack.dev/surfaces/modals#stack */
export const maxOpenForms = 3

export function createView(slack: Slack, source: ViewSource, below?: View): View {
  const id = slack.ids.next('V')
  return {
    id,
    hash: slack.ids.ts(),
    rootId: below?.rootId ?? id,
    ...(below ? { previousId: below.id } : {}),
    source,
    values: initialValues(source.blocks),
    errors: {},
  }
}

/** New content in a view that stays; what was entered stays where block and action are the same. */
export function refillView(slack: Slack, view: View, source: ViewSource): void {
  const values = initialValues(source.blocks)
  for (const [blockId, actions] of Object.entries(values)) {
    for (const actionId of Object.keys(actions)) {
      const entered = view.values[blockId]?.[actionId]
      if (entered) actions[actionId] = entered
    }
  }
  Object.assign(view, { source, values, errors: {}, hash: slack.ids.ts() })
  slack.changed()
}

export function openForm(slack: Slack, workspace: Workspace, userId: string, source: ViewSource): View {
  const view = createView(slack, source)
  workspace.forms.set(userId, [view])
  slack.changed()
  return view
}

/** Undefined when the stack is full. */
export function pushForm(
  slack: Slack,
  workspace: Workspace,
  userId: string,
  source: ViewSource,
): View | undefined {
  const stack = workspace.forms.get(userId) ?? []
  if (stack.length >= maxOpenForms) return undefined
  const view = createView(slack, source, stack.at(-1))
  workspace.forms.set(userId, [...stack, view])
  slack.changed()
  return view
}

export function closeForms(slack: Slack, workspace: Workspace, userId: string, closing: View[]): void {
  const left = (workspace.forms.get(userId) ?? []).filter((view) => !closing.includes(view))
  workspace.forms.set(userId, left)
  slack.changed()
}

export function findView(workspace: Workspace, wanted: (view: View) => boolean): View | undefined {
  return [...workspace.homes.values(), ...[...workspace.forms.values()].flat()].find(wanted)
}

/** https://docs.slack.dev/reference/objects/view-object */
export function viewObject(slack: Slack, workspace: Workspace, view: View): Json {
  return {
    id: view.id,
    team_id: workspace.teamId,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    title: null,
    submit: null,
    close: null,
    clear_on_close: false,
    notify_on_close: false,
    ...view.source,
    state: { values: view.values },
    hash: view.hash,
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: slack.app.appId,
    app_installed_team_id: workspace.teamId,
    bot_id: slack.app.botId,
  }
}

/** Every element that holds a value, as `state.values` shows it before anybody has touched it. */
export function initialValues(blocks: Block[]): StateValues {
  const values: StateValues = {}
  for (const block of blocks) {
    for (const element of interactiveElements(block)) {
      const initial = initialValue(element)
      if (!initial) continue
      const actions = values[block.block_id] ?? {}
      actions[element.action_id] = { type: element.type, ...initial }
      values[block.block_id] = actions
    }
  }
  return values
}

function initialValue(element: Interactive): Json | undefined {
  switch (element.type) {
    case 'button':
    case 'overflow':
      return undefined
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { selected_options: element.initial_options ?? [] }
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { selected_option: element.initial_option ?? null }
    case 'users_select':
      return { selected_user: element.initial_user ?? null }
    case 'multi_users_select':
      return { selected_users: element.initial_users ?? [] }
    case 'datepicker':
      return { selected_date: element.initial_date ?? null }
    case 'file_input':
      return { files: [] }
    default:
      return { value: element.initial_value ?? null }
  }
}
