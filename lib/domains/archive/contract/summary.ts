import * as z from 'zod/mini'
import { Day } from './fields.ts'
import { CrateStatus } from './crate.ts'

/** Counts over all that one may read, and what waits for oneself. */
export const Summary = z.object({
  crates: z.record(CrateStatus, z.int()),
  requests: z.object({
    pending: z.int(),
    sent_back: z.int(),
    in_transfer: z.int(),
    /** Destructions that one manager has agreed to and another must. */
    half_agreed: z.int(),
    /** Withdrawals whose crates are out. */
    out: z.int(),
    /** Of those, past their due day. */
    overdue: z.int(),
  }),
  /** Stored crates whose retention is over: they may be destroyed. */
  retention_over: z.int(),
  waiting: z.object({
    /** Pending requests, and destructions that need a second manager, that one may decide. */
    to_decide: z.int(),
    /** Transfers under way to a unit that one decides for. */
    to_receive: z.int(),
    /** Own requests that were sent back. */
    to_answer: z.int(),
  }),
})
export type Summary = z.infer<typeof Summary>

/** How many requests were filed and closed in each of the last twelve weeks, oldest first. */
export const Trends = z.object({
  weeks: z.array(z.object({ starts_on: Day, opened: z.int(), closed: z.int() })),
})
export type Trends = z.infer<typeof Trends>
