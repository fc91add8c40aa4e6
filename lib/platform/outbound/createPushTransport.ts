import http from 'node:http'
import https from 'node:https'
import webPush, { type RequestDetails } from 'web-push'
import type { PushSettings } from '../settings/outboundSettings.ts'
import { isPushEndpoint } from './isPushEndpoint.ts'
import { failureOfStatus, OutboundError, readRetryAfter, toOutboundError } from './outboundError.ts'
import { lookUpPublic } from './publicAddress.ts'
import type { PushMessage, Transport } from './transport.ts'
import type { VapidKeys } from './vapidKeys.ts'

/** How long a push service keeps what a device that is off has not fetched. */
const KEEP_SECONDS = 4 * 3_600

/** Sends web pushes (RFC 8030), encrypted for the browser (RFC 8291) and signed by this site (RFC 8292). */
export function createPushTransport(settings: PushSettings, keys: VapidKeys): Transport<PushMessage> {
  return {
    async send(message, signal) {
      if (!isPushEndpoint(message.subscription.endpoint, settings)) {
        throw new OutboundError('permanent', 'endpoint not allowed')
      }
      try {
        return await post(encrypt(message, settings, keys), settings, signal)
      } catch (error) {
        throw toOutboundError(error)
      }
    },
    close() {},
  }
}

function encrypt(message: PushMessage, settings: PushSettings, keys: VapidKeys): RequestDetails {
  const { endpoint, p256dh, auth } = message.subscription
  try {
    return webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, message.payload, {
      TTL: KEEP_SECONDS,
      contentEncoding: 'aes128gcm',
      urgency: message.isUrgent ? 'high' : 'normal',
      // The service keeps the last of a topic: what is sent again takes the place of its first copy. At most 32 characters.
      topic: message.id.replaceAll('-', '').slice(0, 32),
      vapidDetails: { subject: settings.subject, ...keys },
    })
  } catch {
    throw new OutboundError('gone', 'keys not usable')
  }
}

function post(
  { endpoint, method, headers, body }: RequestDetails,
  { allowPrivate }: PushSettings,
  signal: AbortSignal,
): Promise<string | null> {
  const { request } = endpoint.startsWith('https:') ? https : http
  const lookup = allowPrivate ? {} : { lookup: lookUpPublic }
  return new Promise((resolve, reject) => {
    const sent = request(
      endpoint,
      { method, headers: headers as http.OutgoingHttpHeaders, signal, agent: false, ...lookup },
      (response) => {
        response.resume()
        response.once('error', reject)
        response.once('end', () => {
          const failure = readFailure(response)
          if (failure === null) resolve(null)
          else reject(failure)
        })
      },
    )
    sent.once('error', reject)
    sent.end(body)
  })
}

/** Null: it was taken. 404 and 410: the browser has given the subscription up (RFC 8030, 7.3). */
function readFailure({ statusCode = 0, headers }: http.IncomingMessage): OutboundError | null {
  if (statusCode >= 200 && statusCode < 300) return null
  const reason = `http ${statusCode}`
  if (statusCode === 404 || statusCode === 410) return new OutboundError('gone', reason)
  return new OutboundError(
    failureOfStatus(statusCode),
    reason,
    readRetryAfter(headers['retry-after'], Date.now()),
  )
}
