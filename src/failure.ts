/** What may be logged of an error: its kind and where it arose. Its message may hold what somebody wrote, or a secret. */
export function describeFailure(error: unknown): { failure: string; frames: readonly string[] } {
  if (!(error instanceof Error)) return { failure: typeof error, frames: [] }
  const code = 'code' in error ? ` ${String(error.code)}` : ''
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { failure: `${error.name}${code}`, frames: frames.map((line) => line.trim()) }
}
