import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ClientFrame } from '../../realtime/protocol/clientFrame.ts'
import { createTestSocket, type TestSocket } from '../../realtime/testing/createTestSocket.ts'
import { frameArbitrary } from '../../realtime/testing/frameArbitrary.ts'
import { createBystander } from './testing/createBystander.ts'
import { openRaw, upgradeHead } from './testing/rawSocket.ts'
import { startTarget } from './testing/startTarget.ts'
import { wireFrame } from './testing/wireFrame.ts'

const RUNS = 2_000

test('[PRO-10] thousands of frames of every kind, whatever is in them, fail nothing', async () => {
  await using target = await startTarget()
  await using bystander = await createBystander(target.port)
  for (const schema of ClientFrame._zod.def.options) {
    const type = String(schema.shape.type._zod.def.values[0])
    let socket: TestSocket | null = null
    await fc.assert(
      fc.asyncProperty(frameArbitrary(schema), async (value) => {
        if (socket?.raw.readyState !== 1)
          socket = await createTestSocket(`ws://127.0.0.1:${target.port}/ws?token=ada`)
        const { raw } = socket
        const frame =
          typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, type } : value
        socket.send(JSON.stringify(frame) ?? '')
        socket.send({ type: 'ping' })
        const ended = socket.closed().then(({ code }) => expect(code).toBe(4010))
        await Promise.race([socket.expect({ type: 'pong' }).catch(() => ended), ended])
        expect([1, 2, 3]).toContain(raw.readyState)
      }),
      { numRuns: RUNS },
    )
    await (socket as TestSocket | null)?.[Symbol.asyncDispose]()
  }
  await bystander.lives()
  expect(target.troubles).toEqual([])
})

test('[CON-1] thousands of lines of any bytes, after a handshake and instead of one, harm nobody', async () => {
  await using target = await startTarget()
  await using bystander = await createBystander(target.port)
  const frame = fc
    .record({
      opcode: fc.nat(15),
      payload: fc.uint8Array({ maxLength: 200 }),
      isFinal: fc.boolean(),
      reserved: fc.constantFrom(0, 0, 0, 0, 1, 2, 4, 7),
      isMasked: fc.boolean(),
      wide: fc.boolean(),
    })
    .map(({ opcode, payload, ...options }) => wireFrame(opcode, Buffer.from(payload), options))
  const bytes = fc.oneof(
    fc.array(frame, { maxLength: 20 }).map(Buffer.concat),
    fc.uint8Array().map(Buffer.from),
  )
  await fc.assert(
    fc.asyncProperty(bytes, fc.boolean(), async (sent, shakesHands) => {
      using line = openRaw(target.port)
      if (shakesHands) line.write(upgradeHead())
      line.write(sent)
      line.socket.end()
      const { ended } = await line.until(() => false)
      expect(ended).toBe(true)
    }),
    { numRuns: 5_000 },
  )
  await bystander.lives()
  expect(target.troubles).toEqual([])
})
