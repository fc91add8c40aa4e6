import { AppError } from '../appError.ts'

/** Most routes take far less; uploads have a path of their own. */
export const BODY_MAX_BYTES = 64 * 1024

/** Reads a JSON body of at most `maxBytes`, without ever holding more. An empty body is undefined. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const text = await readText(request, maxBytes)
  if (text === '') return undefined
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new AppError('bad_request', { message: 'Send the body as application/json.' })
  }
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new AppError('bad_request', { message: 'The body is not valid JSON.', cause })
  }
}

async function readText(request: Request, maxBytes: number): Promise<string> {
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
