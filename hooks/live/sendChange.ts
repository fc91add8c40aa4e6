import { v7 } from 'uuid'
import { ApiError } from '../ApiError.ts'

/** What a write sends besides its body. */
export interface ChangeRequest {
  readonly changeId: string
  /** The same at every try: the server does it once. */
  readonly idempotencyKey: string
}

/** Waits between the tries of one change, in ms. */
const WAITS_MS = [500, 1_500]

/** Tries a change until there is an answer: again when none came, or while the first try still runs on the server. */
export async function sendChange<Answer>(
  changeId: string,
  attempt: (request: ChangeRequest) => Promise<Answer>,
): Promise<Answer> {
  const request = { changeId, idempotencyKey: v7() }
  for (const waitMs of WAITS_MS) {
    try {
      return await attempt(request)
    } catch (error) {
      if (!isUndecided(error)) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
  return attempt(request)
}

const isUndecided = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 'network' || error.code === 'idempotency_running')
