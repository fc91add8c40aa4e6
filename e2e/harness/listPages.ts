import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const APP = fileURLToPath(new URL('../../app', import.meta.url))

/** The address of every page, read off the files: `/archive/crates/[id]`. A new one is in it by itself. */
export async function listPages(): Promise<readonly string[]> {
  const files = (await readdir(APP, { recursive: true })).filter((file) => /(^|\/)page\.tsx$/.test(file))
  return files
    .map((file) => `/${file.replace(/\/?page\.tsx$/, '')}`.replaceAll(/\/\([^)]+\)/g, '') || '/')
    .toSorted()
}
