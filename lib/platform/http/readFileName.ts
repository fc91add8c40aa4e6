import { AppError } from '../appError.ts'

/** The name of a file that is sent as a request's body: percent-encoded in X-File-Name. Throws bad_request without one. */
export function readFileName(headers: Headers): string {
  const encoded = headers.get('x-file-name') ?? ''
  try {
    if (encoded !== '') return decodeURIComponent(encoded)
  } catch {
    // Said below.
  }
  throw new AppError('bad_request', { message: 'Send the file’s name, percent-encoded, as X-File-Name.' })
}
