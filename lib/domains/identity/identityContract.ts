import { invalidate, type LiveContract } from '../../realtime/client/liveContract.ts'

/** Query keys of what identity answers. */
export const identityKeys = {
  /** One's own sign-ins. */
  sessions: ['account', 'sessions'],
} as const

/** What identity's events do to the browser's cache. Who one is oneself comes with the page: a changed role reloads it. */
export const identityContract: LiveContract = {
  name: 'identity',
  effects: {
    session: [invalidate(() => [identityKeys.sessions])],
    user: [],
    unit: [],
  },
}
