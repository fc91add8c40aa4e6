import { useEffect, useRef, useState } from 'react'
import { v7 } from 'uuid'
import {
  ATTACHMENT_MAX_BYTES,
  type ArchiveRequest,
  type Attachment,
} from '@/lib/domains/archive/contract/archiveRequest.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { sendFile } from '../sendFile.ts'
import { useDelayed } from '../useDelayed.ts'
import { useLiveMutation } from '../useLiveMutation.ts'

/** What may be put on a request. */
export const ATTACHMENT_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'application/pdf'] as const

/** A removed file can be had back for so long, in ms. */
const UNDO_MS = 6_000

/** A file on its way. */
export interface Upload {
  readonly id: string
  readonly file: File
  /** From 0 to 1. */
  readonly share: number
  /** Why it is not there; null while it is under way. */
  readonly problem: string | null
  /** What the server made of it; null until it has arrived. */
  readonly arrived: Attachment | null
}

/** Files of a request that come and go. */
export interface Attachments {
  /** Without those that the request has by now. */
  readonly uploads: readonly Upload[]
  /** Ids of files that are just being removed. */
  readonly leaving: ReadonlySet<string>
  readonly add: (files: readonly File[]) => void
  readonly retry: (upload: Upload) => void
  /** Stops it, or forgets that it failed. */
  readonly drop: (id: string) => void
  readonly remove: (id: string) => { readonly undo: () => void }
}

/** Puts files on a request and takes them off. Uploads end when the page is left. */
export function useAttachments(
  request: Pick<ArchiveRequest, 'id' | 'attachments'>,
  onRemoveFailed: (error: ApiError) => void,
): Attachments {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const stops = useRef(new Map<string, AbortController>())
  const removal = useDelayed(UNDO_MS)

  const drop = (id: string) => {
    stops.current.get(id)?.abort()
    stops.current.delete(id)
    setUploads((all) => all.filter((each) => each.id !== id))
  }
  const change = (id: string, to: Partial<Upload>) =>
    setUploads((all) => all.map((each) => (each.id === id ? { ...each, ...to } : each)))

  const send = useLiveMutation<Attachment, Upload>({
    send: ({ id, file }, sent) => {
      const stop = stops.current.get(id) ?? new AbortController()
      stops.current.set(id, stop)
      return sendFile({
        path: `/api/archive/requests/${request.id}/attachments`,
        file,
        request: sent,
        onProgress: (share) => change(id, { share }),
        signal: stop.signal,
      })
    },
    onSuccess: (arrived, { id }) => change(id, { arrived }),
    onError: (error, { id }) => {
      if (stops.current.get(id)?.signal.aborted === false) change(id, { problem: error.message })
    },
  })
  const remove = useLiveMutation<void, string>({
    send: (id, sent) => apiFetch(`/api/archive/attachments/${id}`, { ...sent, method: 'DELETE' }),
    onError: (error, id) => {
      removal.cancel(id)
      onRemoveFailed(error)
    },
  })

  useEffect(() => {
    const running = stops.current
    return () => running.forEach((stop) => stop.abort())
  }, [])

  const begin = (upload: Upload) => {
    setUploads((all) => [...all.filter(({ id }) => id !== upload.id), upload])
    if (upload.problem === null) send.mutate(upload)
  }
  return {
    uploads: uploads.filter(({ arrived }) => !request.attachments.some(({ id }) => id === arrived?.id)),
    leaving: removal.held,
    add: (files) =>
      files.forEach((file) =>
        begin({ id: v7(), file, share: 0, problem: attachmentProblem(file), arrived: null }),
      ),
    retry: (upload) => begin({ ...upload, share: 0, problem: null }),
    drop,
    remove: (id) => {
      removal.start(id, () => remove.mutate(id))
      return { undo: () => removal.cancel(id) }
    },
  }
}

/** Why the file cannot be sent at all; null: it can. */
export function attachmentProblem({ type, size }: Pick<File, 'type' | 'size'>): string | null {
  if (!ATTACHMENT_TYPES.some((allowed) => allowed === type))
    return 'Only pictures (PNG, JPEG, WebP) and PDFs can be added.'
  if (size > ATTACHMENT_MAX_BYTES) return `It is larger than ${ATTACHMENT_MAX_BYTES / 1024 / 1024} MB.`
  return size === 0 ? 'It is empty.' : null
}
