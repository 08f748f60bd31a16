/** Structured log lines: data first, then the sentence. */
export type Log = Record<'info' | 'warn' | 'error', (data: object, message: string) => void>
