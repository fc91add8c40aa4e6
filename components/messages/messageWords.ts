import type { Message } from '@/lib/domains/messages/contract.ts'

/** What somebody is called, by id; null where that is not known. */
export type NameOf = (id: string) => string | null

/** Names as one says them: "Ann, Ben and Cid". */
export function listNames(names: readonly string[]): string {
  const last = names.at(-1)
  if (last === undefined) return 'somebody'
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

/** What happened in a group: "Ann added Ben". */
export function noteWords(message: Message, nameOf: NameOf): string {
  const { note, sender } = message
  if (note === null) return ''
  const whom = listNames(note.user_ids.map((id) => nameOf(id) ?? 'somebody'))
  switch (note.what) {
    case 'created':
      return `${sender} began this group`
    case 'added':
      return `${sender} added ${whom}`
    case 'removed':
      return `${sender} took ${whom} out`
    case 'left':
      return `${sender} left`
    case 'renamed':
      return `${sender} changed the name`
  }
}

/** A message in one line: in the list, in a quote. */
export function oneLine(message: Message, nameOf: NameOf): string {
  if (message.note !== null) return noteWords(message, nameOf)
  if (message.deleted_at !== null) return 'Deleted'
  if (message.unreadable) return 'Cannot be read'
  const words = message.content?.replaceAll(/\s+/g, ' ').trim() ?? ''
  if (words !== '') return words
  const { length } = message.attachments
  return length === 1 ? (message.attachments[0]?.name ?? 'A file') : `${length} files`
}
