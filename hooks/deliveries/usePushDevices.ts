import type { PushDevice } from '@/lib/domains/notifications/contract/delivery.ts'
import { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveMutation } from '../useLiveMutation.ts'
import { subscribeBrowser, unsubscribeBrowser } from './pushDevice.ts'

/** Lets this browser take pushes: asks it, and tells the server. `onError` gets a sentence for people. */
export function useAddPushDevice(o: {
  readonly pushKey: string
  readonly onError: (error: ApiError) => void
}) {
  return useLiveMutation<PushDevice>({
    send: async (_nothing, request) => {
      const { endpoint, keys } = await subscribeBrowser(o.pushKey).catch((error: unknown) => {
        const message = error instanceof Error ? error.message : 'The browser refused.'
        throw new ApiError({ status: 0, code: 'bad_request', message })
      })
      const body = { endpoint, keys }
      return await apiFetch<PushDevice>('/api/notifications/push-subscriptions', {
        ...request,
        method: 'POST',
        body,
      })
    },
    onError: o.onError,
  })
}

/** Ends pushes to a browser of one's own. */
export function useRemovePushDevice(onError: (error: ApiError) => void) {
  return useLiveMutation<undefined, PushDevice>({
    send: async ({ id, current }, request) => {
      await apiFetch(`/api/notifications/push-subscriptions/${encodeURIComponent(id)}`, {
        ...request,
        method: 'DELETE',
      })
      if (current) await unsubscribeBrowser().catch(() => {})
      return undefined
    },
    onError,
  })
}
