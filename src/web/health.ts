import type { FastifyInstance } from 'fastify'

/** Each part by name, and whether it works at this moment. */
export type Readiness = () => Promise<Record<string, boolean>>

/** `/healthz`: the process runs. `/readyz`: everything it needs answers; 503 names what does not. */
export function addHealth(app: FastifyInstance, ready: Readiness): void {
  const unlimited = { config: { rateLimit: false } }
  app.get('/healthz', unlimited, async () => ({ status: 'ok' }))
  app.get('/readyz', unlimited, async (_request, reply) => {
    const checks = await ready()
    const missing = Object.keys(checks).filter((name) => !checks[name])
    reply.code(missing.length === 0 ? 200 : 503)
    return { status: missing.length === 0 ? 'ready' : 'not ready', missing, checks }
  })
}
