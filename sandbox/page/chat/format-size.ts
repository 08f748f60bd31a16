const units = ['bytes', 'KB', 'MB', 'GB']

/** `12 bytes`, `3.4 KB`, `18 MB`. */
export function formatSize(bytes: number): string {
  const power = bytes < 1_024 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1)
  const amount = bytes / 1_024 ** power
  const digits = power > 0 && amount < 10 ? 1 : 0
  return `${amount.toLocaleString(undefined, { maximumFractionDigits: digits })} ${units[power]}`
}
