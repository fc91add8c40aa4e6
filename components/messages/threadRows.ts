import type { ChatLine } from '@/hooks/messages/useChat.ts'

/** What a thread draws, one under the other. */
export type ThreadRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  /** Everything below is new to the reader. */
  | { readonly kind: 'unread'; readonly key: string }
  /** `isFirst`: its sender's name stands above it. */
  | { readonly kind: 'line'; readonly key: string; readonly line: ChatLine; readonly isFirst: boolean }

/** Lines of one sender stand together as long as no more than this lies between them, in ms. */
const TOGETHER_MS = 5 * 60_000

const senderOf = (line: ChatLine): string =>
  line.kind === 'message' ? (line.message.note ? `note ${line.message.id}` : line.message.sender_id) : 'me'
const timeOf = (line: ChatLine): string =>
  line.kind === 'message' ? line.message.created_at : line.outgoing.writtenAt
const idOf = (line: ChatLine): string => (line.kind === 'message' ? line.message.id : line.outgoing.id)

/** Days of the site's zone apart, lines of one sender together. `unreadAfter`: the last number that was read on opening; null: no mark. */
export function threadRows(
  lines: readonly ChatLine[],
  o: { readonly timeZone: string; readonly viewerId: string; readonly unreadAfter: number | null },
): readonly ThreadRow[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: o.timeZone, dateStyle: 'short' })
  const rows: ThreadRow[] = []
  let [day, sender, at] = ['', '', 0]
  let isMarked = o.unreadAfter === null
  for (const line of lines) {
    const writtenAt = timeOf(line)
    const itsDay = format.format(new Date(writtenAt))
    if (itsDay !== day) {
      rows.push({ kind: 'day', key: itsDay, at: writtenAt })
      sender = ''
    }
    if (!isMarked && line.kind === 'message' && line.message.number > (o.unreadAfter ?? 0)) {
      isMarked = true
      if (line.message.sender_id !== o.viewerId) {
        rows.push({ kind: 'unread', key: 'unread' })
        sender = ''
      }
    }
    const itsSender = senderOf(line) === 'me' ? o.viewerId : senderOf(line)
    const time = new Date(writtenAt).getTime()
    const isFirst = itsSender !== sender || time - at > TOGETHER_MS
    rows.push({ kind: 'line', key: idOf(line), line, isFirst })
    day = itsDay
    sender = itsSender
    at = time
  }
  return rows
}
