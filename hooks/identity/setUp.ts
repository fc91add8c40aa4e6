import type { SetUpRequest } from '@/lib/domains/identity/contract.ts'
import { apiFetch } from '../apiFetch.ts'
import { ApiError } from '../ApiError.ts'

/** Makes the first account; null when it worked, else why not. */
export async function setUp(request: SetUpRequest): Promise<ApiError | null> {
  try {
    await apiFetch('/api/set-up', { method: 'POST', body: request })
    return null
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
}
