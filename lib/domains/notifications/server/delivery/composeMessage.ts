import type { Mail, PushMessage, TextMessage } from '../../../../platform/outbound/transport.ts'
import { OutboundError } from '../../../../platform/outbound/outboundError.ts'
import type { Claim } from './claimDeliveries.ts'
import { outgoingWords } from './outgoingWords.ts'

/** Where one says how one wants to be told. */
const PREFERENCES = '/account#notifications'

/** A claim as a mail: what kind of thing there is, and a link to it. */
export function composeMail(claim: Claim, publicUrl: string): Mail {
  const { says, path } = outgoingWords(claim.members)
  const [url, unsubscribeUrl] = [publicUrl + path, publicUrl + PREFERENCES]
  return {
    id: claim.digestId,
    to: first(claim).email,
    subject: says.replace(/\.$/, ''),
    text: `${says}\n\n${url}\n\nHow you are told: ${unsubscribeUrl}\n`,
    html: [
      `<p>${escapeHtml(says)}</p>`,
      `<p><a href="${escapeHtml(url)}">Open Wardline</a></p>`,
      `<p style="color:#666"><a href="${escapeHtml(unsubscribeUrl)}">How you are told</a></p>`,
    ].join('\n'),
    unsubscribeUrl,
  }
}

/** A claim as a text message. */
export function composeText(claim: Claim, publicUrl: string): TextMessage {
  const { says, path } = outgoingWords(claim.members)
  const { phone } = first(claim)
  if (phone === null) throw new OutboundError('permanent', 'no number')
  return { id: claim.digestId, to: phone, text: `${says} ${publicUrl}${path}` }
}

/** A claim as a push, as `public/sw.js` reads it. */
export function composePush(claim: Claim): PushMessage {
  const { says: title, path } = outgoingWords(claim.members)
  const { endpoint, p256dh, auth } = first(claim)
  if (endpoint === null || p256dh === null || auth === null) throw new OutboundError('gone', 'signed out')
  return {
    id: claim.digestId,
    subscription: { endpoint, p256dh, auth },
    payload: JSON.stringify({ title, path, tag: claim.digestId }),
    isUrgent: claim.members.some(({ severity }) => severity === 'critical'),
  }
}

function first({ members }: Claim): Claim['members'][number] {
  const [member] = members
  if (member === undefined) throw new Error('a claim without deliveries')
  return member
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
