import type { toast } from 'sonner'
import { expect, test, vi } from 'vitest'

/** The region, as far as the queue knows it. */
const region = () => {
  const success = vi.fn<(text: string) => void>()
  return { success, toast: { success } as unknown as typeof toast }
}

async function freshQueue() {
  vi.resetModules()
  return await import('./toastQueue.ts')
}

test('what was asked for before the region was there is shown with it, once, in its order', async () => {
  const { openToasts, showToast } = await freshQueue()
  const { success, toast: shown } = region()
  showToast((show) => show.success('first'))
  showToast((show) => show.success('second'))
  openToasts(shown)
  expect(success.mock.calls).toEqual([['first'], ['second']])
  showToast((show) => show.success('third'))
  expect(success.mock.calls).toEqual([['first'], ['second'], ['third']])
})

test('a waiting toast asks for the region, also of one who listens later', async () => {
  const { onToastWanted, showToast } = await freshQueue()
  const early = vi.fn<() => void>()
  const stop = onToastWanted(early)
  expect(early).not.toHaveBeenCalled()
  showToast((show) => show.success('now'))
  expect(early).toHaveBeenCalledOnce()
  stop()
  showToast((show) => show.success('again'))
  expect(early).toHaveBeenCalledOnce()
  const late = vi.fn<() => void>()
  onToastWanted(late)
  expect(late).toHaveBeenCalledOnce()
})

test('when the region goes, toasts wait for the next one', async () => {
  const { openToasts, showToast } = await freshQueue()
  const first = region()
  openToasts(first.toast)()
  showToast((show) => show.success('kept'))
  expect(first.success).not.toHaveBeenCalled()
  const second = region()
  openToasts(second.toast)
  expect(second.success.mock.calls).toEqual([['kept']])
})
