import type { FastifyInstance } from 'fastify'
import { isSameSecret } from '../secrets'
import type { Metrics } from './metrics'

/** `/metrics`, for whoever shows the operators' token: `Authorization: Bearer …`. */
export function metricsPage(metrics: Metrics, operatorToken: string): (app: FastifyInstance) => void {
  return (app) => {
    app.get('/metrics', async (request, reply) => {
      const [, given = ''] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
      if (!isSameSecret(given, operatorToken))
        return reply
          .code(401)
          .header('www-authenticate', 'Bearer')
          .send({ error: 'Show OPERATOR_TOKEN as bearer token' })
      const { type, body } = await metrics.text()
      return reply.type(type).header('cache-control', 'no-store').send(body)
    })
  }
}
