import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again and again until the answer is true; false when it was not within `withinMs`. A question that fails counts as no. */
export async function waitUntil(
  isSo: () => boolean | Promise<boolean>,
  { withinMs, everyMs = 50 }: { readonly withinMs: number; readonly everyMs?: number },
): Promise<boolean> {
  const limit = Date.now() + withinMs
  for (;;) {
    if (await Promise.resolve(isSo()).catch(() => false)) return true
    if (Date.now() > limit) return false
    await sleep(everyMs)
  }
}
