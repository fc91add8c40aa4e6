import { AppError } from '../appError.ts'

/** Reads a body of at most `maxBytes`, without ever holding more. Throws too_large. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  if (request.body === null) return ''
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw new AppError('too_large')
  const reader = request.body.getReader()
  const decoder = new TextDecoder('utf-8')
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > maxBytes) {
      await reader.cancel()
      throw new AppError('too_large')
    }
    text += decoder.decode(value, { stream: true })
  }
}
