import { noAnswer, readAnswer } from './apiFetch.ts'
import type { ChangeRequest } from './live/sendChange.ts'

/** A file on its way to the server. */
export interface FileToSend {
  readonly path: string
  readonly file: Blob & { readonly name: string }
  readonly request: ChangeRequest
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void
  readonly signal: AbortSignal
}

/**
 * Sends a file's bytes and returns the parsed JSON; `fetch` could not say how far it is. Rejects with an ApiError, also when no
 * answer came; an abort rejects with the signal's reason.
 */
export function sendFile<T>({ path, file, request, onProgress, signal }: FileToSend): Promise<T> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest()
    call.open('POST', path)
    call.setRequestHeader('Accept', 'application/json')
    call.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    call.setRequestHeader('X-File-Name', encodeURIComponent(file.name))
    call.setRequestHeader('X-Change-Id', request.changeId)
    call.setRequestHeader('Idempotency-Key', request.idempotencyKey)
    call.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    )
    call.addEventListener('error', () => reject(noAnswer()))
    call.addEventListener('abort', () => reject(signal.reason instanceof Error ? signal.reason : noAnswer()))
    call.addEventListener('load', () => {
      try {
        resolve(readAnswer<T>(call.status, call.responseText))
      } catch (error) {
        reject(error instanceof Error ? error : noAnswer())
      }
    })
    signal.addEventListener('abort', () => call.abort())
    call.send(file)
  })
}
