import { createTransport } from 'nodemailer'
import type { MailSettings } from '../settings/outboundSettings.ts'
import { OutboundError } from './outboundError.ts'
import type { Mail, Transport } from './transport.ts'

/** What nodemailer says of a failure. */
interface SmtpError {
  readonly code?: string
  readonly responseCode?: number
}

const CONNECT_MS = 10_000

/** Sends mail by SMTP, over one connection that is opened for each mail and closed after it. */
export function createMailTransport(settings: MailSettings): Transport<Mail> {
  const transport = createTransport(
    {
      url: settings.url,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: 20_000,
      // No file and no address of the machine can be drawn into a mail.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: settings.from },
  )
  const domain = /@([^@<>\s]+)>?$/.exec(settings.from)?.[1] ?? 'wardline'
  return {
    async send({ id, to, subject, text, html, unsubscribeUrl }, signal) {
      const sending = transport.sendMail({
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId: `<${id}@${domain}>`,
        headers: { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'Auto-Submitted': 'auto-generated' },
      })
      try {
        return (await orAborted(sending, signal)).messageId
      } catch (error) {
        throw signal.aborted ? new OutboundError('temporary', 'timeout') : readFailure(error as SmtpError)
      }
    },
    close: () => transport.close(),
  }
}

/** nodemailer takes no signal: whoever waits is released, and the connection ends by its own limits. */
async function orAborted<T>(sending: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  let onAbort = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(new OutboundError('temporary', 'timeout'))
    signal.addEventListener('abort', onAbort)
  })
  try {
    return await Promise.race([sending, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

/** 5xx of the server is its last word (RFC 5321), but for the sign-in: that is ours to mend. */
function readFailure({ code, responseCode }: SmtpError): OutboundError {
  const reason = responseCode === undefined ? (code ?? 'unreachable') : `smtp ${responseCode}`
  const isRefusal = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH'
  return new OutboundError(isRefusal ? 'permanent' : 'temporary', reason)
}
