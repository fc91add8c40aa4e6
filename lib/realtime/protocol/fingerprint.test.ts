import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ClientFrame } from './clientFrame.ts'
import { ServerFrame } from './serverFrame.ts'
import { PROTOCOL_VERSION } from './version.ts'

/** The format of each version. A released entry is never changed: another format is another version. */
const FINGERPRINTS: Readonly<Record<number, string>> = {
  1: '3af3c3824210ec76',
}

test('[PRO-6] the format moves only together with PROTOCOL_VERSION', () => {
  const schemas = [ClientFrame, ServerFrame].map((schema) => z.toJSONSchema(schema, { io: 'input' }))
  const fingerprint = createHash('sha256').update(JSON.stringify(schemas)).digest('hex').slice(0, 16)
  expect(fingerprint).toBe(FINGERPRINTS[PROTOCOL_VERSION])
})
