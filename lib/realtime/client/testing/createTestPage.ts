import type { PageSignals, PageSignal } from '../pageSignals.ts'

/** A page that the test moves. */
export interface TestPage extends PageSignals {
  wake(why: PageSignal): void
  leave(): void
  isInFront: boolean
}

/** Visible. */
export function createTestPage(at = '/crates'): TestPage {
  const wakes = new Set<(why: PageSignal) => void>()
  const leaves = new Set<() => void>()
  const page: TestPage = {
    isInFront: true,
    onSignal(listener) {
      wakes.add(listener)
      return () => void wakes.delete(listener)
    },
    onLeave(listener) {
      leaves.add(listener)
      return () => void leaves.delete(listener)
    },
    isVisible: () => page.isInFront,
    currentPage: () => at,
    wake: (why) => [...wakes].forEach((tell) => tell(why)),
    leave: () => [...leaves].forEach((tell) => tell()),
  }
  return page
}
