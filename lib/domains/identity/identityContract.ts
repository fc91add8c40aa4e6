import { invalidate, type LiveContract } from '../../realtime/client/liveContract.ts'

/** Query keys of what identity answers. */
export const identityKeys = {
  /** One's own sign-ins. */
  sessions: ['account', 'sessions'],
  /** What people are called, each by their id. */
  people: ['identity', 'people'],
  person: (id: string) => ['identity', 'people', id],
} as const

/** What identity's events do to the browser's cache. Who one is oneself comes with the page: a changed role reloads it. */
export const identityContract: LiveContract = {
  name: 'identity',
  effects: {
    session: [invalidate(() => [identityKeys.sessions])],
    user: [invalidate((event) => [[...identityKeys.people, event.id]])],
    unit: [],
  },
}
