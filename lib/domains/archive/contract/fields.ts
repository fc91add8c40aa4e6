import * as z from 'zod/mini'
import { isUsableDay, UNUSABLE_DAY } from '../calendarDay.ts'

/** Most rows that one page or one `ids=` holds. */
export const PAGE_MAX = 100

/** A day, as the site's calendar has it. */
export const Day = z.iso.date().check(z.refine(isUsableDay, UNUSABLE_DAY))

export const Named = z.object({ id: z.uuid(), name: z.string() })
/** A unit or a person, as other things mention them. */
export type Named = z.infer<typeof Named>

/** Words that must be there. */
export const text = (max: number) =>
  z.string().check(z.trim(), z.minLength(1, 'Write something here.'), z.maxLength(max))

/** The version of a row that a change was made on. */
export const Version = z.int().check(z.positive())

/** Made by the client, so that a repeated request makes no second copy. */
export const NewId = z.optional(z.uuid())
