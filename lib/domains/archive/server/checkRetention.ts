import { AppError } from '../../../platform/appError.ts'
import { toDay } from './siteDay.ts'

/** What a crate is kept by. */
interface Kept {
  readonly number: string
  readonly retainUntil: Date | null
}

const PEOPLES_DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/**
 * Throws unless all of these crates may be destroyed on the day that it is now at the site: the last day on which they
 * must still be there has passed. Where nobody has said such a day, nothing is destroyed: forgetting to set it must not
 * be the way around it. The crates stand in the order in which they were asked for.
 */
export function checkRetention(crates: readonly Kept[], today: string): void {
  const sentences = crates.map(({ number, retainUntil }) => {
    const day = toDay(retainUntil)
    if (retainUntil === null || day === null) {
      return `${number} has no retention date. Set the date until which it must be kept first.`
    }
    return day < today ? null : `${number} must be kept until ${PEOPLES_DAY.format(retainUntil)}.`
  })
  const kept = sentences.filter((sentence) => sentence !== null)
  if (kept.length === 0) return
  throw new AppError('validation_failed', {
    message: kept.slice(0, 3).join(' ') + (kept.length > 3 ? ` And ${kept.length - 3} more.` : ''),
    fields: Object.fromEntries(
      sentences.flatMap((sentence, index) => (sentence === null ? [] : [[`crate_ids.${index}`, sentence]])),
    ),
  })
}
