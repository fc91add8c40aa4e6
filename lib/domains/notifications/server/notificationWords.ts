import { isRequest, type Looked } from './notificationNames.ts'
import type { ListedRow } from './readNotifications.ts'

/** What a notification says to its reader. `link` null: there is nothing that they may go to. */
export interface Words {
  readonly title: string
  readonly message: string
  readonly link: string | null
}

const KIND: Readonly<Record<string, string>> = {
  withdrawal: 'Withdrawal',
  destruction: 'Destruction',
  transfer: 'Transfer',
}

const DECIDED: Readonly<Record<string, string>> = {
  approved: 'was approved',
  completed: 'is completed',
  rejected: 'was rejected',
  cancelled: 'was cancelled',
}

/** Words from type and parameters, by what the reader may see now. Nothing of what they may not see shows in them. */
export function wordsOf(row: ListedRow, looked: Looked): Words {
  if (row.type === 'system') return { title: row.title ?? '', message: row.message ?? '', link: row.link }
  const { subjectEntity, subjectId, link } = row
  const by = looked.people.get(row.createdById ?? '')?.name ?? 'Somebody'
  if (subjectEntity === 'conversation' && subjectId !== null) {
    return looked.conversations.has(subjectId)
      ? { ...mentionWords(row, by, looked.conversations.get(subjectId) ?? null), link }
      : { title: `${by} mentioned you`, message: 'You are not in that conversation any more.', link: null }
  }
  if (subjectEntity === null || subjectId === null || !isRequest(subjectEntity)) {
    return { title: 'Something happened', message: '', link: null }
  }
  const number = looked.requests.get(subjectId)
  if (number === undefined) {
    return { title: 'A request that you can no longer see', message: '', link: null }
  }
  const what = `${KIND[subjectEntity] ?? 'Request'} ${number}`
  const words = requestWords(row, what, by)
  return row.count > 1 ? { ...groupWords(row, what), link } : { ...words, link }
}

function mentionWords({ count }: ListedRow, by: string, title: string | null): Omit<Words, 'link'> {
  const where = title === null ? 'In your conversation' : `In ${title}`
  return count > 1
    ? { title: `${count} mentions of you`, message: `${where}, the last one by ${by}` }
    : { title: `${by} mentioned you`, message: where }
}

function requestWords(row: ListedRow, what: string, by: string): Omit<Words, 'link'> {
  const parameters = parametersOf(row)
  switch (row.type) {
    case 'request_waiting':
      return parameters['second'] === true
        ? { title: `${what} waits for a second yes`, message: `${by} gave the first` }
        : { title: `${what} waits for a decision`, message: `From ${by}` }
    case 'request_sent_back':
      return { title: `${what} was sent back`, message: `${by} asks you to change it` }
    case 'transfer_incoming':
      return { title: `${what} comes to your unit`, message: `Approved by ${by}` }
    default:
      return {
        title: `${what} ${DECIDED[String(parameters['status'])] ?? 'was decided'}`,
        message: `By ${by}`,
      }
  }
}

function groupWords({ type, count }: ListedRow, newest: string): Omit<Words, 'link'> {
  const message = `The newest: ${newest}`
  switch (type) {
    case 'request_waiting':
      return { title: `${count} requests wait for a decision`, message }
    case 'request_sent_back':
      return { title: `${count} requests were sent back`, message }
    case 'transfer_incoming':
      return { title: `${count} transfers come to your unit`, message }
    default:
      return { title: `${count} of your requests were decided`, message }
  }
}

/** Ids, numbers and states, as they stand in the row. */
export function parametersOf({
  parameters,
}: Pick<ListedRow, 'parameters'>): Record<string, string | number | boolean | null> {
  if (typeof parameters !== 'object' || parameters === null) return {}
  return { ...parameters }
}
