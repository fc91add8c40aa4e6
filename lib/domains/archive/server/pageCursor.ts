import { AppError } from '../../../platform/appError.ts'
import { unkeepableText } from '../../../platform/http/unkeepableText.ts'
import type { z } from 'zod'

/** Writes down after which row the next page starts. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** Reads a cursor back; throws validation_failed for anything that this server has not written. */
export function decodeCursor<T>(cursor: string, shape: z.ZodType<T>): T {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (unkeepableText(key) !== null) throw new RangeError('no database has such a key')
    return shape.parse(key)
  } catch (cause) {
    throw new AppError('validation_failed', { fields: { cursor: 'This is no cursor of this list.' }, cause })
  }
}
