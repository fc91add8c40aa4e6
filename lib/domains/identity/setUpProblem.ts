/** What a set-up link is worth: `done` once there is somebody, whatever the link. */
export type SetUpState = 'open' | 'unknown' | 'expired' | 'done'

/** Why a set-up link does nothing, and what to do. */
export const SET_UP_PROBLEM: Readonly<Record<Exclude<SetUpState, 'open'>, string>> = {
  unknown: 'This link is not the one that Wardline printed last. Restart Wardline: it prints a new one.',
  expired: 'This link has expired: it was good for a day. Restart Wardline: it prints a new one.',
  done: 'The first account is there already, so this link does nothing any more. Sign in instead.',
}
