/** The three characters that stand for themselves: https://docs.slack.dev/messaging/formatting-message-text#escaping */
export function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
