import { expect, test } from 'vitest'
import { readBytes } from './readBytes.ts'

const upload = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://ward.test/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)

test('bytes come as they were sent', async () => {
  const bytes = new Uint8Array([0, 255, 13, 10, 0xc3])
  expect(await readBytes(upload(bytes), 5)).toEqual(bytes)
  expect(await readBytes(new Request('http://ward.test/'), 5)).toEqual(new Uint8Array())
})

test('what says that it is too large is not read at all', async () => {
  const request = upload('123456', { 'content-length': '6' })
  await expect(readBytes(request, 5, 'Too much.')).rejects.toMatchObject({
    code: 'too_large',
    message: 'Too much.',
  })
  expect(request.bodyUsed).toBe(false)
})

test('what never says how large it is is broken off at the limit', async () => {
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 100
      controller.enqueue(new Uint8Array(100))
    },
  })
  await expect(readBytes(upload(endless), 1_000)).rejects.toMatchObject({ code: 'too_large' })
  expect(sent).toBeLessThan(2_000)
})
