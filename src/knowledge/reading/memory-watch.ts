const INTERVAL_MS = 250
const MIB = 1024 * 1024

/**
 * Calls back when the process has grown by more than this since now. The limits of a thread hold for its objects only:
 * https://nodejs.org/api/worker_threads.html#new-workerfilename-options — and a PDF's streams are unpacked into buffers.
 */
export function watchMemory(mostGrowthMiB: number, ring: () => void): () => void {
  const before = process.memoryUsage.rss()
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() - before > mostGrowthMiB * MIB) ring()
  }, INTERVAL_MS)
  return () => clearInterval(timer)
}
