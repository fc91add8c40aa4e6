import type { Clock } from './clock.ts'

const ASK_MS = 2_000

/** Knows whether other processes use the same log. While that cannot be found out, the last answer holds. */
export function createCompany(
  clock: Clock,
  otherProcesses: () => Promise<number>,
): { readonly hasCompany: () => boolean; readonly stop: () => void } {
  let others = 0
  const ask = (): void => {
    otherProcesses().then(
      (count) => {
        others = count
      },
      () => {},
    )
  }
  ask()
  return { hasCompany: () => others > 0, stop: clock.setTicker(ASK_MS, ask) }
}
