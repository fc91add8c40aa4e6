import { chosenSound } from './soundChoice.ts'
import { playSound } from './tones.ts'

/** So long another tab that hears of the same finds it taken. */
const HELD_MS = 3_000

/** Makes the chosen sound for something new, in one tab of this browser where tabs can find each other. */
export function playInOneTab(id: string): void {
  const sound = chosenSound()
  // A page in which nothing was pressed yet may make none: another tab may.
  if (sound === 'none' || !navigator.userActivation.hasBeenActive) return
  const locks: LockManager | undefined = navigator.locks
  // Without a secure context there are no locks: the tab in front makes it.
  if (locks === undefined) {
    if (document.visibilityState === 'visible') playSound(sound)
    return
  }
  void locks.request(`wardline sound ${id}`, { ifAvailable: true }, async (lock) => {
    if (lock === null) return
    playSound(sound)
    await new Promise((resolve) => setTimeout(resolve, HELD_MS))
  })
}
