// A server of its own process that tests attack: our web server and gateway, with a log and people in memory.
import { createHealthDoor } from '../../../realtime/server/healthDoor.ts'
import { createTestGateway, type TestActor } from '../../../realtime/testing/createTestGateway.ts'
import type { SignedInDoor } from '../../../realtime/server/door.ts'
import { startWebServer } from '../startWebServer.ts'

/** How often something happens in `unit:a`. */
const EVENT_MS = 25

const say = (message: object): void => void process.send?.(message)
for (const trouble of ['unhandledRejection', 'uncaughtException'] as const) {
  process.on(trouble, (error: unknown) => say({ trouble: error instanceof Error ? error.stack : trouble }))
}

const updates: SignedInDoor<TestActor> = {
  access: 'actor',
  path: '/ws/updates/',
  mayConnect: () => true,
  topics: () => ['unit:a'],
  greet: () => [{ type: 'connection_established' }],
  present: ({ entity, action, data, timestamp }) => ({
    type: 'data_update',
    entity,
    action,
    data,
    timestamp,
  }),
}

/** That sign-ins fail is what attacks are about. */
const complain = (_fields: object, message: string): void => {
  if (message !== 'sign-in failed') say({ trouble: message })
}
const logger = { debug: () => {}, info: () => {}, warn: () => {}, error: complain }
const gateway = await createTestGateway({
  doors: [updates, createHealthDoor({ read: () => Promise.resolve(HEALTHY), now: Date.now })],
  settingsOver: { allowedHosts: ['127.0.0.1'] },
  logger,
})
for (const name of ['ada', 'ben', 'eve']) gateway.person(name)
const HEALTHY = {
  status: 'healthy',
  message: '',
  database: 'up',
  backplane: 'memory',
  relay: 'up',
  connections: 0,
  version: '0',
} as const

const web = await startWebServer({
  dev: false,
  host: '127.0.0.1',
  port: 0,
  trustedProxies: ['127.0.0.0/8'],
  publicUrl: null,
  allowedHosts: ['127.0.0.1'],
  isSocketPath: (pathname) => gateway.realtime.isSocketPath(pathname),
  handleUpgrade: (request, socket, head) => gateway.realtime.handleUpgrade(request, socket, head),
  operations: () => false,
  pages: {
    handle: (_request, response) => Promise.resolve(void response.end('a page')),
    handleUpgrade: (_request, socket) => void socket.destroy(),
    close: () => Promise.resolve(),
  },
  logger,
})
setInterval(() => gateway.announce({ topic: 'unit:a', entity: 'crate' }), EVENT_MS)

process.on('message', (question) => {
  if (question === 'gate') gateway.authenticator.gate = new Promise(() => {})
  if (question === 'open') gateway.authenticator.gate = Promise.resolve()
  const { heapUsed, external } = measure()
  say({ bytes: heapUsed + external, connections: gateway.realtime.status().connections })
})
process.on('disconnect', () => process.exit(0))
say({ port: web.port })

function measure(): NodeJS.MemoryUsage {
  globalThis.gc?.()
  globalThis.gc?.()
  return process.memoryUsage()
}
