import type { NotificationType } from '../../contract.ts'

/** What is said outside of what happened: its kind, and nothing of its content. */
const THINGS: Readonly<Record<NotificationType, string>> = {
  request_waiting: 'request to decide on',
  request_decided: 'decision on a request',
  request_sent_back: 'request that was sent back',
  transfer_incoming: 'transfer to your unit',
  mention: 'mention',
  system: 'notice',
}

/** One of the notifications that a message is about. */
export interface Announced {
  readonly type: NotificationType
  /** A path of this site. */
  readonly link: string | null
}

/** A message as it leaves. */
export interface Outgoing {
  readonly says: string
  /** A path of this site. */
  readonly path: string
}

/** Where all of one's notifications are. */
const CENTRE = '/notifications'

/** Of the words that are stored only the link goes out, and only where it is a path made of ids. */
const PLAIN_PATH = /^\/[\w/-]*(\?[\w=&-]*)?(#[\w-]*)?$/

/** The words for one notification, or for several at once. */
export function outgoingWords(announced: readonly Announced[]): Outgoing {
  const [first] = announced
  if (first !== undefined && announced.length === 1) {
    const path = first.link !== null && PLAIN_PATH.test(first.link) ? first.link : CENTRE
    return { says: `You have a new ${THINGS[first.type]} in Wardline.`, path }
  }
  return { says: `You have ${announced.length} new notifications in Wardline.`, path: CENTRE }
}
