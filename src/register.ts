import type { Registry } from './chat'
import type { Config } from './config'
import { declaredCommands } from './declared-commands'

/** How each platform learns of commands; handed in, because only `main.ts` knows platforms. */
export interface Registrars {
  /** Resolves to false when Discord has them already. */
  registerDiscordCommands(options: { token: string; apiUrl?: string; registry: Registry }): Promise<boolean>
  slackManifest(
    registry: Registry,
    options: { requestUrl?: string; redirectUrls?: readonly string[] },
  ): object
}

/** Registers with Discord when a token is set, and prints what Slack's app settings take. */
export async function registerCommand(
  { slack, discord, http }: Config,
  registrars: Registrars,
): Promise<number> {
  const registry = declaredCommands()
  if (discord) {
    const { botToken: token, apiUrl } = discord
    const changed = await registrars.registerDiscordCommands({ token, registry, ...(apiUrl && { apiUrl }) })
    process.stderr.write(changed ? 'Discord: commands registered.\n' : 'Discord: commands are up to date.\n')
  } else process.stderr.write('Discord: DISCORD_BOT_TOKEN is not set.\n')
  const overHttp = !slack?.appToken && http.publicUrl !== null
  const manifest = registrars.slackManifest(registry, {
    ...(overHttp && { requestUrl: `${http.publicUrl}/slack/events` }),
    ...(slack?.oauth && { redirectUrls: [`${http.publicUrl}/slack/oauth_redirect`] }),
  })
  process.stderr.write('Slack: paste this manifest at https://api.slack.com/apps (Features, App Manifest):\n')
  process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`)
  return 0
}
