import { bold, type Platform, shorten, type Text, text } from '../chat'
import type { Trouble } from './mirror'

/** What somebody who manages the place can do so that roles are mirrored again. */
export function troubleWords({ why, about }: Trouble, platform: Platform): Text {
  const it = bold(shorten(about ?? 'It'))
  switch (why) {
    case 'permission':
      return platform === 'discord'
        ? text`The bot needs the permission ${bold('Manage Roles')}: open the link that added it again, or allow it in Server Settings, Roles.`
        : text`This Slack workspace lets only admins manage user groups. In Slack, at Tools & settings, Workspace settings, Permissions, User Groups, let everyone do that: apps may only then.`
    case 'position':
      return text`The role ${it} stands above the bot's own. In Server Settings, Roles, drag the bot's role above it. The others go on.`
    case 'rights':
      return text`Somebody gave permissions to the role ${it}, and the bot may not take them away. Nobody gets it until they are gone, and the others go on: take them away in Server Settings, Roles, or drag the bot's role above it and allow it ${bold('Manage Roles')}.`
    case 'members':
      return text`Discord does not tell the bot who is in the server. Whoever runs Rolecall switches on the ${bold('Server Members Intent')} in Discord's developer portal, at Bot.`
    case 'full':
      return 'The server has as many roles as Discord allows (250). Delete some, or mirror less. Those that are there go on.'
    case 'scope':
      return 'The app was installed before it asked for user groups: install it again in this Slack workspace.'
    case 'plan':
      return 'Slack has user groups on paid plans only.'
    case 'organisation':
      return 'The app is installed for the whole Slack organisation, which has no user groups of its own. Install and connect it in a single workspace.'
    case 'disconnected':
      return 'Rolecall is not there any more.'
    case 'refused':
      return about === undefined ? 'The platform refuses it.' : text`The platform refuses it: ${it}.`
  }
}
