/** How many answers grow at once in each workspace: Slack's limits count for all of them together. */
export interface Crowd {
  /** Returns the way out. */
  enter(tenant: string): () => void
  size(tenant: string): number
}

export function createCrowd(): Crowd {
  const sizes = new Map<string, number>()
  const size = (tenant: string) => sizes.get(tenant) ?? 0
  return {
    size,
    enter(tenant) {
      sizes.set(tenant, size(tenant) + 1)
      return () => {
        const left = size(tenant) - 1
        if (left > 0) sizes.set(tenant, left)
        else sizes.delete(tenant)
      }
    },
  }
}
