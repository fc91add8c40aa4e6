import type { SettingValues } from './settingsSchema.ts'

/** What leaves the system, by channel. Null: the channel has no transport. */
export interface OutboundSettings {
  readonly mail: MailSettings | null
  readonly sms: SmsSettings | null
  readonly push: PushSettings | null
  /** How long a mail waits for what else comes, and for being read. */
  readonly mailDelayMs: number
}

export interface MailSettings {
  /** With user and password. */
  readonly url: string
  readonly from: string
}

export type SmsSettings = TwilioSettings | SmsGatewaySettings

export interface TwilioSettings {
  readonly kind: 'twilio'
  readonly apiUrl: string
  readonly accountSid: string
  readonly authToken: string
  /** A number, or the id of a messaging service. */
  readonly from: string
}

/** `url` and `body` with {to}, {text} and {id}. */
export interface SmsGatewaySettings {
  readonly kind: 'gateway'
  readonly url: string
  readonly method: 'post' | 'put' | 'get'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface PushSettings {
  /** Whom the push services may write to. */
  readonly subject: string
  /** A leading dot stands for all hosts below it. */
  readonly hosts: readonly string[]
  /** For tests. */
  readonly allowPrivate: boolean
}

/** Gathers what the single values mean together. */
export function toOutbound(values: SettingValues): OutboundSettings {
  const subject = values.VAPID_SUBJECT
  return {
    mail: mailSettings(values),
    sms: smsSettings(values),
    push:
      subject === undefined
        ? null
        : { subject, hosts: values.PUSH_HOSTS, allowPrivate: values.PUSH_PRIVATE_ADDRESSES },
    mailDelayMs: values.NOTIFICATION_EMAIL_DELAY * 1_000,
  }
}

function mailSettings(values: SettingValues): MailSettings | null {
  const { SMTP_URL: url, SMTP_HOST: host, SMTP_FROM: from } = values
  if (from === undefined) return null
  if (url !== undefined) return { url, from }
  if (host === undefined) return null
  const port = values.SMTP_PORT ?? 587
  const address = new URL(
    `${port === 465 ? 'smtps' : 'smtp'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
  )
  address.username = encodeURIComponent(values.SMTP_USER ?? '')
  address.password = encodeURIComponent(values.SMTP_PASSWORD ?? '')
  return { url: address.href, from }
}

function smsSettings(values: SettingValues): SmsSettings | null {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM_NUMBER: from } = values
  if (accountSid !== undefined && authToken !== undefined && from !== undefined) {
    return { kind: 'twilio', apiUrl: values.TWILIO_API_URL, accountSid, authToken, from }
  }
  if (values.SMS_HTTP_URL === undefined) return null
  return {
    kind: 'gateway',
    url: values.SMS_HTTP_URL,
    method: values.SMS_HTTP_METHOD,
    headers: values.SMS_HTTP_HEADERS ?? { 'content-type': 'application/json' },
    body: values.SMS_HTTP_BODY,
  }
}

/** Values that are fine each, but not together. A value that is wrong by itself is absent here. */
export function outboundContradictions(values: Partial<SettingValues>): string[] {
  const problems: string[] = []
  const server = values.SMTP_URL ?? values.SMTP_HOST
  const hasTwilio = values.TWILIO_ACCOUNT_SID !== undefined
  if (values.SMTP_URL !== undefined && values.SMTP_HOST !== undefined) {
    problems.push('SMTP_URL and SMTP_HOST are both set: set one of them.')
  }
  for (const name of ['SMTP_PORT', 'SMTP_USER', 'SMTP_PASSWORD'] as const) {
    if (values[name] !== undefined && values.SMTP_HOST === undefined) {
      problems.push(`${name} counts only with SMTP_HOST; with SMTP_URL it belongs into the address.`)
    }
  }
  if (server !== undefined && values.SMTP_FROM === undefined) {
    problems.push('SMTP_FROM is not set: mail needs a sender.')
  }
  for (const name of ['TWILIO_AUTH_TOKEN', 'TWILIO_FROM_NUMBER'] as const) {
    if (hasTwilio !== (values[name] !== undefined)) {
      problems.push(`TWILIO_ACCOUNT_SID and ${name} go together: set both, or neither.`)
    }
  }
  if (hasTwilio && values.SMS_HTTP_URL !== undefined) {
    problems.push('TWILIO_ACCOUNT_SID and SMS_HTTP_URL are both set: text messages go one way only.')
  }
  const leaves = [server && 'SMTP', hasTwilio && 'TWILIO_ACCOUNT_SID', values.SMS_HTTP_URL && 'SMS_HTTP_URL']
    .filter(Boolean)
    .join(', ')
  if (leaves !== '' && !values.WARDLINE_URL && !values.FRONTEND_URL) {
    problems.push(`WARDLINE_URL is not set: what goes out (${leaves}) needs the address for its links.`)
  }
  return problems
}
