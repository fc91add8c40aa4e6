import { fileTypeFromBuffer } from 'file-type'
import { AppError } from './appError.ts'

/** What is kept, with how such files are called. */
const ENDINGS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
}

const NAME_MAX = 120

// Control characters, what file systems refuse, and marks that turn the direction of writing: `gpj.exe` read backwards.
// oxlint-disable-next-line no-control-regex
const UNFIT = /[\u0000-\u001F\u007F-\u009F"*:<>?|\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g

/** A file that may be kept: its kind is what its bytes say, whatever it was called. */
export interface AttachmentFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Looks at an uploaded file; throws validation_failed for kinds that are not kept. */
export async function attachmentFile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<AttachmentFile> {
  const refuse = (sentence: string) =>
    new AppError('validation_failed', { message: sentence, fields: { file: sentence } })
  if (bytes.byteLength === 0) throw refuse('This file is empty.')
  const mediaType = (await fileTypeFromBuffer(bytes))?.mime ?? ''
  const endings = ENDINGS[mediaType]
  if (endings === undefined) throw refuse('Only PNG, JPEG and WebP pictures and PDF files can be put here.')
  return { name: fitName(name, endings), mediaType, bytes }
}

/** A name that is safe on every system, and whose ending is that of its kind. */
function fitName(given: string, endings: readonly [string, ...string[]]): string {
  const base = (given.normalize('NFC').split(/[/\\]/).at(-1) ?? '').replaceAll(UNFIT, '')
  const name = base.trim().replace(/^[. ]+|[. ]+$/g, '') || 'file'
  const dot = name.lastIndexOf('.')
  const ending = dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
  const isRight = endings.includes(ending)
  // Cut where it may be: half a surrogate pair is no character.
  const stem = (isRight ? name.slice(0, dot) : name).slice(0, NAME_MAX).replace(/[\uD800-\uDBFF]$/, '')
  return `${stem}.${isRight ? ending : endings[0]}`
}
