import { join } from 'node:path'
import type { Plugin } from 'vitest/config'
import { NAMED_GUARDS } from './namedGuards.ts'

/** Names the guard that is not there in this process. */
export const WITHOUT_GUARD = 'WARDLINE_TEST_WITHOUT_GUARD'

/**
 * Where the environment names a guard, tests meet its file without it; the file on disk stays as it is. Throws when the
 * guard does not stand there once: then the list is wrong.
 */
export function withoutNamedGuard(root: string): Plugin {
  const name = process.env[WITHOUT_GUARD]
  const without = NAMED_GUARDS.find((one) => one.name === name)
  return {
    name: 'without-named-guard',
    enforce: 'pre',
    transform(code, id) {
      if (without === undefined || id.split('?', 1)[0] !== join(root, without.file)) return null
      const parts = code.split(without.guard)
      if (parts.length !== 2) throw new Error(`"${name}" does not stand once in ${without.file}`)
      return { code: parts.join(without.absence), map: null }
    },
  }
}
