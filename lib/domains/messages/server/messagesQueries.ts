import * as z from 'zod'
import { MESSAGE_PAGE_MAX, NUMBER_MAX } from '../contract.ts'

const EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v')

const limit = z.coerce.number().int().min(1).max(MESSAGE_PAGE_MAX).default(50)
const number = z.coerce.number().int().min(0).max(NUMBER_MAX)

/**
 * `GET …/conversations/{id}/messages?…`: the newest ones, or those before or after a number, around one, or from an instant
 * on.
 */
export const HistoryQuery = z
  .strictObject({
    before: number.optional(),
    after: number.optional(),
    around: number.optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    limit,
  })
  .refine(
    (query) =>
      [query.before, query.after, query.around, query.from].filter((x) => x !== undefined).length < 2,
    {
      path: ['before'],
      message: 'Give one of before, after, around and from.',
    },
  )
export type HistoryQuery = z.infer<typeof HistoryQuery>

/** `GET /api/messages/search?…` */
export const SearchQuery = z.strictObject({
  q: z.string().trim().min(2).max(100),
  conversation_id: z.uuid().optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})
export type SearchQuery = z.infer<typeof SearchQuery>

/** Whether it is one emoji, as Unicode recommends them for interchange (UTS #51, RGI). */
export const isEmoji = (text: string): boolean => EMOJI.test(text)

/** `/api/messages/…/{id}` */
export const IdParams = z.object({ id: z.uuid() })
/** `…/conversations/{id}/participants/{userId}` */
export const ParticipantParams = z.object({ id: z.uuid(), userId: z.uuid() })
