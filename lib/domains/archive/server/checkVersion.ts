import { AppError } from '../../../platform/appError.ts'

/**
 * Throws version_required when the client did not say which version it saw, and conflict, with the row as it is now,
 * when it saw an older one.
 */
export function checkVersion(
  seen: number | undefined,
  row: { readonly version: number },
  present: () => unknown,
): void {
  if (seen === undefined) throw new AppError('version_required')
  if (seen !== row.version) throw new AppError('conflict', { current: present() })
}
