import type { Interaction } from './interaction'

/** What a line of the log says of an interaction: what was used, and its key, under which `interaction` keeps the outcome. */
export const referTo = (interaction: Interaction): { platform: string; key: string; happening: string } => ({
  platform: interaction.place.platform,
  key: interaction.key,
  happening: nameOf(interaction),
})

function nameOf({ happening }: Interaction): string {
  switch (happening.kind) {
    case 'command':
    case 'complete':
      return `${happening.kind} ${happening.command}`
    case 'press':
      return `press ${happening.press}`
    case 'submit':
      return `submit ${happening.submit}`
    case 'search':
      return `search ${happening.search}`
    default:
      return happening.kind
  }
}
