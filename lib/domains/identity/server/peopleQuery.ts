import * as z from 'zod'
import { PEOPLE_MAX } from '../contract.ts'

const Ids = z
  .string()
  .max(PEOPLE_MAX * 37)
  .transform((ids) => [...new Set(ids.split(','))])
  .pipe(z.array(z.uuid('Name people by their ids.')).max(PEOPLE_MAX, `At most ${PEOPLE_MAX} at once.`))

/** `GET /api/people?ids=…`: ids with commas between them; or `?q=…`: words of a name, none for the first ones. */
export const PeopleQuery = z
  .strictObject({ ids: Ids.optional(), q: z.string().trim().max(100).optional() })
  .refine(({ ids, q }) => (ids === undefined) !== (q === undefined), {
    path: ['ids'],
    message: 'Give either ids or q.',
  })
export type PeopleQuery = z.infer<typeof PeopleQuery>
