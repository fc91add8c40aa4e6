import type { PageSignals } from '../pageSignals.ts'

/** A page that the test moves. */
export interface TestPage extends PageSignals {
  wake(why: 'visible' | 'online' | 'used'): void
  leave(): void
}

/** Visible, at /crates. */
export function createTestPage(): TestPage {
  const wakes = new Set<(why: 'visible' | 'online' | 'used') => void>()
  const leaves = new Set<() => void>()
  return {
    onWake(listener) {
      wakes.add(listener)
      return () => void wakes.delete(listener)
    },
    onLeave(listener) {
      leaves.add(listener)
      return () => void leaves.delete(listener)
    },
    isVisible: () => true,
    currentPage: () => '/crates',
    wake: (why) => [...wakes].forEach((tell) => tell(why)),
    leave: () => [...leaves].forEach((tell) => tell()),
  }
}
