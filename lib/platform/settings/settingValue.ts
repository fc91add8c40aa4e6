import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import type { RingKey } from '../crypto/keyRing.ts'
import { readRingKeys } from '../crypto/readRingKeys.ts'

/** A value as it stands in the environment. Messages complete the sentence "PORT …". */
type Value<T> = z.ZodType<T, string>

/** A whole number; nothing beside the digits is accepted. */
export function integer(min: number, max: number): Value<number> {
  const range = `must be a whole number from ${min} to ${max}, digits only`
  return z.string().transform((text, context) => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= min && number <= max) return number
    return refuse(context, `${range}, not ${JSON.stringify(text)}`)
  })
}

/** true, yes, on, 1 or false, no, off, 0. */
export const boolean: Value<boolean> = z.string().transform((text, context) => {
  const word = text.toLowerCase()
  if (['true', 'yes', 'on', '1'].includes(word)) return true
  if (['false', 'no', 'off', '0'].includes(word)) return false
  return refuse(context, `must be true or false, not ${JSON.stringify(text)}`)
})

/** One of a few words. */
export function oneOf<const T extends string>(words: readonly T[]): Value<T> {
  return z.string().transform((text, context) => {
    const found = words.find((word) => word === text.toLowerCase())
    return found ?? refuse(context, `must be one of ${words.join(', ')}, not ${JSON.stringify(text)}`)
  })
}

/** Any text on one line. */
export const text: Value<string> = z.string().transform((line, context) => {
  return /[\r\n\0]/.test(line) ? refuse(context, 'must be a single line') : line
})

/** Values separated by commas; what is wrong with each is said. */
export function list<T>(item: Value<T>): Value<T[]> {
  return z.string().transform((line, context) => {
    const parts = line.split(',').map((part) => part.trim())
    return parts
      .filter((part) => part !== '')
      .flatMap((part) => {
        const parsed = item.safeParse(part)
        if (parsed.success) return [parsed.data]
        for (const issue of parsed.error.issues) context.addIssue({ code: 'custom', message: issue.message })
        return []
      })
  })
}

/** The address that people type: scheme, host and port; a last slash is dropped. */
export const origin: Value<string> = z.string().transform((address, context) => {
  const url = parseUrl(address)
  const isOrigin =
    url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && !/[?#@]/.test(address)
  if (isOrigin) return url.origin
  return refuse(
    context,
    `must look like https://wardline.example.org, without a path, not ${JSON.stringify(address)}`,
  )
})

/** A host name without scheme and port; a leading dot stands for all its subdomains. */
export const hostName: Value<string> = z.string().transform((name, context) => {
  const plain = name.replace(/^\./, '')
  if (/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(plain))
    return name.toLowerCase()
  if (ipaddr.isValid(name.replace(/^\[|\]$/g, ''))) return name.toLowerCase()
  return refuse(context, `must be a host name without scheme and port, not ${JSON.stringify(name)}`)
})

/** An IP address or a range such as 10.0.0.0/8. */
export const addressRange: Value<string> = z.string().transform((range, context) => {
  if (ipaddr.isValid(range) || ipaddr.isValidCIDR(range)) return range
  return refuse(context, `must be an IP address or a range such as 10.0.0.0/8, not ${JSON.stringify(range)}`)
})

/** A connection string. It is never repeated in a message: it may hold a password. */
export function connectionUrl(schemes: readonly string[], example: string): Value<string> {
  return z.string().transform((address, context) => {
    const url = parseUrl(address)
    if (url !== null && schemes.includes(url.protocol.slice(0, -1)) && url.hostname !== '') return address
    return refuse(context, `must look like ${example} (special characters of the password as %XX)`)
  })
}

/** A key of 32 bytes or more in hexadecimal digits. It is never repeated in a message. */
export const hexKey: Value<string> = z.string().transform((key, context) => {
  if (/^([0-9a-f]{2}){32,}$/i.test(key)) return key.toLowerCase()
  return refuse(context, 'must be at least 64 hexadecimal digits; `openssl rand -hex 32` makes some')
})

/** Named keys of 32 bytes, separated by commas, the one in use first. They are never repeated in a message. */
export const ringKeys: Value<readonly RingKey[]> = z.string().transform((entries, context) => {
  const keys = readRingKeys(entries)
  if (keys !== null) return keys
  return refuse(
    context,
    'must be keys of 64 hexadecimal digits, separated by commas, each with a name of its own before it, as in 2026:…; `openssl rand -hex 32` makes one',
  )
})

/** A name of the IANA time zone database. */
export const timeZone: Value<string> = z.string().transform((zone, context) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    return refuse(context, `must be a time zone such as Europe/Berlin, not ${JSON.stringify(zone)}`)
  }
})

/** An address that mail comes from, with or without a name before it. */
export const mailAddress: Value<string> = z.string().transform((address, context) => {
  const plain = /^[^<>\r\n]*<([^<>]+)>$/.exec(address)?.[1] ?? address
  if (z.email().safeParse(plain).success && !/[\r\n\0]/.test(address)) return address
  return refuse(context, `must look like wardline@hospital.example, not ${JSON.stringify(address)}`)
})

/** Whom a push service may write to: RFC 8292 takes mailto: and https:. */
export const pushSubject: Value<string> = z.string().transform((subject, context) => {
  const isMail = subject.startsWith('mailto:') && z.email().safeParse(subject.slice(7)).success
  if (isMail || parseUrl(subject)?.protocol === 'https:') return subject
  return refuse(
    context,
    `must look like mailto:somebody@hospital.example or be an https address, not ${JSON.stringify(subject)}`,
  )
})

/** Of Twilio. */
export const twilioAccount: Value<string> = matching(/^AC[0-9a-f]{32}$/i, 'AC and 32 hexadecimal digits')
export const twilioSender: Value<string> = matching(
  /^(\+[1-9]\d{6,14}|MG[0-9a-f]{32})$/i,
  'a number such as +4930123456, or MG and 32 hexadecimal digits',
)

/** Headers as a JSON object of texts. They are never repeated in a message: they may hold a token. */
export const headerFields: Value<Readonly<Record<string, string>>> = z.string().transform((json, context) => {
  const fields = z.record(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/), z.string().regex(/^[\t\x20-\x7e]*$/))
  try {
    const parsed = fields.safeParse(JSON.parse(json))
    if (parsed.success)
      return Object.fromEntries(Object.entries(parsed.data).map(([k, v]) => [k.toLowerCase(), v]))
  } catch {
    // Said below.
  }
  return refuse(context, 'must be headers as JSON, as in {"Authorization": "Bearer …"}')
})

function matching(pattern: RegExp, shape: string): Value<string> {
  return z.string().transform((word, context) => {
    return pattern.test(word) ? word : refuse(context, `must be ${shape}`)
  })
}

function refuse(context: z.core.$RefinementCtx, message: string): never {
  context.issues.push({ code: 'custom', message, input: context.value })
  return z.NEVER
}

function parseUrl(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null
}
