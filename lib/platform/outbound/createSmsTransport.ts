import type { SmsGatewaySettings, SmsSettings, TwilioSettings } from '../settings/outboundSettings.ts'
import { failureOfStatus, OutboundError, readRetryAfter, toOutboundError } from './outboundError.ts'
import type { TextMessage, Transport } from './transport.ts'

/** Most bytes of an answer that are looked at. */
const ANSWER_MAX = 16_384

/** Sends text messages by Twilio's REST API, or by the gateway that the settings describe. */
export function createSmsTransport(settings: SmsSettings): Transport<TextMessage> {
  const ask = settings.kind === 'twilio' ? askTwilio(settings) : askGateway(settings)
  return {
    async send(message, signal) {
      const [url, init] = ask(message)
      try {
        // A redirect could carry the credentials elsewhere.
        const response = await fetch(url, { ...init, signal, redirect: 'error' })
        const answer = await readAnswer(response)
        if (response.ok) return idIn(answer)
        throw new OutboundError(
          failureOfStatus(response.status),
          `http ${response.status}${codeIn(answer)}`,
          readRetryAfter(response.headers.get('retry-after'), Date.now()),
        )
      } catch (error) {
        throw toOutboundError(error)
      }
    },
    close() {},
  }
}

type Ask = (message: TextMessage) => readonly [url: string, init: RequestInit]

/** https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource */
function askTwilio({ apiUrl, accountSid, authToken, from }: TwilioSettings): Ask {
  const url = `${apiUrl.replace(/\/$/, '')}/2010-04-01/Accounts/${accountSid}/Messages.json`
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  const sender = from.startsWith('+') ? { From: from } : { MessagingServiceSid: from }
  return ({ to, text }) => [
    url,
    {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams({ To: to, Body: text, ...sender }),
    },
  ]
}

function askGateway({ url, method, headers, body }: SmsGatewaySettings): Ask {
  const inBody = (headers['content-type'] ?? '').includes('x-www-form-urlencoded')
    ? encodeURIComponent
    : (value: string) => JSON.stringify(value).slice(1, -1)
  return (message) => [
    fill(url, message, encodeURIComponent),
    { method: method.toUpperCase(), headers, ...(method !== 'get' && { body: fill(body, message, inBody) }) },
  ]
}

function fill(template: string, message: TextMessage, escape: (value: string) => string): string {
  return template.replaceAll(/\{(to|text|id)\}/g, (_, name: keyof TextMessage) => escape(message[name]))
}

async function readAnswer(response: Response): Promise<Record<string, unknown>> {
  const length = Number(response.headers.get('content-length') ?? 0)
  if (length > ANSWER_MAX || !(response.headers.get('content-type') ?? '').includes('json')) {
    await response.body?.cancel()
    return {}
  }
  const text = await response.text()
  try {
    const answer: unknown = JSON.parse(text.slice(0, ANSWER_MAX))
    return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** The peer's name for the message: Twilio's `sid`, or `id`. */
function idIn({ sid, id }: Record<string, unknown>): string | null {
  const name = sid ?? id
  return typeof name === 'string' && /^[\w-]{1,100}$/.test(name) ? name : null
}

/** Twilio's number of the error; never its words, which repeat what was sent. */
const codeIn = ({ code }: Record<string, unknown>): string =>
  typeof code === 'number' ? ` code ${code}` : ''
