/** What may be told of an error: its kind and where it arose. Its message may hold what somebody wrote, or a secret. */
export function describeFailure(error: unknown): { failure: string; frames: readonly string[] } {
  if (!(error instanceof Error)) return { failure: typeof error, frames: [] }
  const code = 'code' in error ? ` ${String(error.code)}` : ''
  return { failure: `${error.name}${code}`, frames: framesOf(error) }
}

/** The same failure for those who keep messages and stacks and show them. */
export function withoutWords(error: unknown, Kind: new (message: string) => Error = Error): Error {
  const { failure, frames } = describeFailure(error)
  const told = new Kind(failure)
  told.stack = [failure, ...frames.map((frame) => `    ${frame}`)].join('\n')
  return told
}

// A stack begins with the message, whose lines may look like frames, and which may have been changed since:
// https://v8.dev/docs/stack-trace-api
function framesOf({ stack = '', message }: Error): string[] {
  const at = stack.indexOf(message)
  if (at < 0) return []
  const lines = stack
    .slice(at + message.length)
    .split('\n')
    .slice(1)
  const end = lines.findIndex((line) => !/^\s+at /.test(line))
  return lines.slice(0, end < 0 ? lines.length : end).map((line) => line.trim())
}
