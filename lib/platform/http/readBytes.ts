import { AppError } from '../appError.ts'

/** Reads a body of at most `maxBytes`, without ever holding more. Throws too_large, with `sentence` if one is given. */
export async function readBytes(
  request: Request,
  maxBytes: number,
  sentence?: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const refuse = () => new AppError('too_large', sentence === undefined ? {} : { message: sentence })
  if (request.body === null) return new Uint8Array()
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw refuse()
  const reader = request.body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      throw refuse()
    }
    chunks.push(value)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}
