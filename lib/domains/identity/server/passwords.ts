import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** Keeps and checks passwords. */
export interface Passwords {
  hash(password: string): Promise<string>
  /** Does the same work for an account that does not exist (`stored` null), so that time tells nothing. */
  verify(stored: string | null, password: string): Promise<boolean>
}

/** OWASP's minimum for argon2id, which is the library's default kind. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Argon2id on the thread pool. */
export function createPasswords(): Passwords {
  const decoy = hash(randomBytes(16).toString('hex'), COST)
  return {
    hash: async (password) => await hash(password, COST),
    async verify(stored, password) {
      const matches = await verify(stored ?? (await decoy), password)
      return matches && stored !== null
    },
  }
}
