import { useEffect, useRef, useState } from 'react'
import { v7 } from 'uuid'
import {
  ATTACHMENTS_PER_MESSAGE,
  MESSAGE_ATTACHMENT_MAX_BYTES,
  type MessageAttachment,
} from '@/lib/domains/messages/contract.ts'
import { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { sendFile } from '../sendFile.ts'

/** What may go with a message. */
export const MESSAGE_FILE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'application/pdf'] as const

/** A file that is to go with a message. */
export interface Upload {
  readonly id: string
  readonly name: string
  /** What the server made of it; null until it has arrived. */
  readonly arrived: MessageAttachment | null
  /** Why it cannot go. */
  readonly problem: string | null
}

/** Brings files for the next message of a conversation. Those under way stop when the page is left. */
export function useUploads(conversationId: string) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const stops = useRef(new Map<string, AbortController>())
  useEffect(() => {
    const running = stops.current
    return () => running.forEach((stop) => stop.abort())
  }, [])

  const change = (id: string, to: Partial<Upload>) =>
    setUploads((all) => all.map((each) => (each.id === id ? { ...each, ...to } : each)))

  async function bring(id: string, file: File) {
    const stop = new AbortController()
    stops.current.set(id, stop)
    try {
      const arrived = await sendFile<MessageAttachment>({
        path: `/api/messages/conversations/${conversationId}/attachments`,
        file,
        request: { changeId: v7(), idempotencyKey: v7() },
        onProgress: () => undefined,
        signal: stop.signal,
      })
      change(id, { arrived })
    } catch (error) {
      if (!stop.signal.aborted)
        change(id, { problem: error instanceof ApiError ? error.message : 'It was not sent.' })
    }
  }

  return {
    uploads,
    add(files: readonly File[]) {
      for (const file of files.slice(0, ATTACHMENTS_PER_MESSAGE - uploads.length)) {
        const id = v7()
        const problem = problemOf(file)
        setUploads((all) => [...all, { id, name: file.name, arrived: null, problem }])
        if (problem === null) void bring(id, file)
      }
    },
    drop(id: string) {
      stops.current.get(id)?.abort()
      const arrived = uploads.find((each) => each.id === id)?.arrived
      // Where that fails it stays behind, seen by nobody else.
      if (arrived)
        apiFetch(`/api/messages/attachments/${arrived.id}`, { method: 'DELETE' }).catch(() => undefined)
      setUploads((all) => all.filter((each) => each.id !== id))
    },
    clear: () => setUploads([]),
  }
}

function problemOf({ type, size }: File): string | null {
  if (!MESSAGE_FILE_TYPES.some((allowed) => allowed === type))
    return 'Only pictures (PNG, JPEG, WebP) and PDFs can be sent.'
  return size > MESSAGE_ATTACHMENT_MAX_BYTES
    ? `It is larger than ${MESSAGE_ATTACHMENT_MAX_BYTES / 1024 / 1024} MB.`
    : null
}
