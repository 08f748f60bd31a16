import { readView } from '../content'
import type { Call, Method } from '../method'
import { ApiRefusal } from '../refusal'
import type { View } from '../state'
import { createView, findView, openForm, pushForm, refillView, viewObject } from '../views'

function exchangeTrigger({ slack, workspace, args }: Call): string {
  const exchanged = slack.triggers.exchange(String(args.trigger_id ?? ''), workspace.teamId)
  if ('code' in exchanged) throw new ApiRefusal(exchanged.code)
  return exchanged.userId
}

function refuseConflict(view: View | undefined, { args }: Call): void {
  if (view && args.hash && args.hash !== view.hash) throw new ApiRefusal('hash_conflict')
}

function refuseTakenId(call: Call, externalId: unknown, self?: View): void {
  if (!externalId) return
  const holder = findView(call.workspace, (view) => view.source.external_id === externalId)
  if (holder && holder !== self) throw new ApiRefusal('duplicate_external_id')
}

const describe = ({ slack, workspace }: Call, view: View) => ({ view: viewObject(slack, workspace, view) })

export const viewMethods: Record<string, Method> = {
  /** https://docs.slack.dev/reference/methods/views.open */
  'views.open': {
    tier: 4,
    token: 'bot',
    scopes: [],
    run(call) {
      const source = readView(call.args.view, 'modal', call.slack.app.scopes)
      refuseTakenId(call, source.external_id)
      return describe(call, openForm(call.slack, call.workspace, exchangeTrigger(call), source))
    },
  },
  /** https://docs.slack.dev/reference/methods/views.push */
  'views.push': {
    tier: 4,
    token: 'bot',
    scopes: [],
    run(call) {
      const source = readView(call.args.view, 'modal', call.slack.app.scopes)
      refuseTakenId(call, source.external_id)
      const view = pushForm(call.slack, call.workspace, exchangeTrigger(call), source)
      if (!view) throw new ApiRefusal('push_limit_reached')
      return describe(call, view)
    },
  },
  /** https://docs.slack.dev/reference/methods/views.update */
  'views.update': {
    tier: 4,
    token: 'bot',
    scopes: [],
    run(call) {
      const { view_id, external_id } = call.args
      const view = findView(call.workspace, (each) =>
        view_id ? each.id === view_id : Boolean(external_id) && each.source.external_id === external_id,
      )
      if (!view) throw new ApiRefusal('not_found')
      refuseConflict(view, call)
      const source = readView(call.args.view, view.source.type, call.slack.app.scopes)
      refuseTakenId(call, source.external_id, view)
      refillView(call.slack, view, source)
      return describe(call, view)
    },
  },
  /** https://docs.slack.dev/reference/methods/views.publish */
  'views.publish': {
    tier: 4,
    token: 'bot',
    scopes: [],
    run(call) {
      const { slack, workspace, args } = call
      const userId = String(args.user_id ?? '')
      if (!workspace.users.has(userId)) throw new ApiRefusal('user_not_found')
      const source = readView(args.view, 'home', slack.app.scopes)
      const published = workspace.homes.get(userId)
      refuseConflict(published, call)
      const view = published ?? createView(slack, source)
      workspace.homes.set(userId, view)
      refillView(slack, view, source)
      return describe(call, view)
    },
  },
}
