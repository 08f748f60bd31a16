import { DefaultRestOptions, type RESTOptions } from 'discord.js'

type MakeRequest = RESTOptions['makeRequest']

/**
 * Sends files as plain bytes. The SDKs of Slack and Discord bring different versions of undici, and the one that is
 * loaded first sends for the whole process: it cannot read the `FormData` of the other.
 */
export const makeRequest: MakeRequest = async (url, init) => {
  const { body } = init
  if (!(body instanceof FormData)) return DefaultRestOptions.makeRequest(url, init)
  const form = new Response(body)
  const headers = { ...init.headers, 'content-type': form.headers.get('content-type') ?? '' }
  const bytes = new Uint8Array(await form.arrayBuffer())
  return DefaultRestOptions.makeRequest(url, { ...init, headers, body: bytes })
}
