import { validate } from 'uuid'

/** Whether a value is a UUID in its usual writing. What is not must never reach a uuid column. */
export function isUuid(value: unknown): value is string {
  return validate(value)
}
