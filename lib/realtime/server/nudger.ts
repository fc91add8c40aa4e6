import type { Backplane, Unsubscribe } from './backplane.ts'
import { CHANNEL } from './channels.ts'
import type { Clock } from './clock.ts'
import type { PayloadSeal } from './sealedPayload.ts'

/** Commits within this time after a nudge share the next one. */
const MERGE_MS = 5

export interface Nudger {
  /** Wakes the relay: the own one at once, that of another process over the backplane. */
  nudge(): void
  close: Unsubscribe
}

export async function createNudger(options: {
  readonly backplane: Backplane
  readonly seal: PayloadSeal
  readonly clock: Clock
  readonly onNudge: () => void
}): Promise<Nudger> {
  const { backplane, clock, onNudge, seal } = options
  const close = await backplane.subscribe(CHANNEL.nudge, (payload) => {
    if (seal.open(CHANNEL.nudge, payload) !== null) onNudge()
  })
  const payload = seal.seal(CHANNEL.nudge, '')
  let isResting = false
  let isWanted = false
  const send = (): void => {
    isWanted = false
    isResting = true
    // Lost nudges cost a quarter of a second: the relay polls.
    backplane.publish(CHANNEL.nudge, payload).catch(() => {})
    clock.setTimer(MERGE_MS, () => {
      isResting = false
      if (isWanted) send()
    })
  }
  return {
    nudge() {
      onNudge()
      if (backplane.mode === 'memory') return
      if (isResting) isWanted = true
      else send()
    },
    close,
  }
}
