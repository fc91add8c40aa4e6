import type { TabLocks } from './tabPorts.ts'

/** One tab's candidacy for the lead. */
export interface TabElection {
  /** Waits for its turn; does nothing while it waits or leads. */
  stand(): void
  /** Takes the lead from a tab that does not answer. */
  seize(): void
  /** Steps down, and waits no more. */
  resign(): void
}

/** At most one tab of a name leads. The lead passes on by itself when a tab ends, however it ends. */
export function createTabElection(o: {
  readonly name: string
  readonly locks: TabLocks
  readonly onElected: () => void
  /** Another tab has seized the lead. */
  readonly onDeposed: () => void
  /** There are no elections here. */
  readonly onUnavailable: () => void
}): TabElection {
  let candidacy: { end(): void } | null = null

  function stand(steal: boolean) {
    const calledOff = new AbortController()
    let isElected = false
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const mine = {
      end() {
        calledOff.abort()
        release()
      },
    }
    candidacy = mine
    const hold = () => {
      if (candidacy !== mine) return Promise.resolve()
      isElected = true
      o.onElected()
      return held
    }
    o.locks.request(o.name, steal ? { steal } : { signal: calledOff.signal }, hold).catch(() => {
      if (candidacy !== mine) return
      candidacy = null
      if (isElected) o.onDeposed()
      else o.onUnavailable()
    })
  }

  function resign() {
    const ending = candidacy
    candidacy = null
    ending?.end()
  }

  return {
    stand() {
      if (!candidacy) stand(false)
    },
    seize() {
      resign()
      stand(true)
    },
    resign,
  }
}
