import { AppError } from '../appError.ts'
import { readText } from './readText.ts'

/** Most routes take far less; uploads have a path of their own. */
export const BODY_MAX_BYTES = 64 * 1024

/** Reads a JSON body of at most `maxBytes`. An empty body is undefined. */
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
