import { contentDisposition } from './contentDisposition.ts'

/** A file as somebody put it there: pictures are shown, everything else is saved. */
export interface StoredFile {
  readonly name: string
  /** As its bytes say. */
  readonly mediaType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Answers with a file that nobody vouches for. The headers of every answer see to it that nothing hidden in it runs. */
export function fileResponse({ name, mediaType, bytes }: StoredFile): Response {
  const isPicture = mediaType.startsWith('image/')
  return new Response(bytes, {
    headers: {
      'content-type': mediaType,
      'content-length': String(bytes.byteLength),
      'content-disposition': contentDisposition(isPicture ? 'inline' : 'attachment', name),
    },
  })
}
