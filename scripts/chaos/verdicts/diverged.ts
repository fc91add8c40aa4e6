import type { Verdict } from './verdict.ts'

/** Rows that an observer holds otherwise than a fresh fetch shows them. */
export const diverged: Verdict = ({ observations }) =>
  observations.flatMap(({ name, held, fetched }) => {
    if (held === null || fetched === null) return []
    return [...new Set([...held.keys(), ...fetched.keys()])]
      .filter((row) => held.get(row) !== fetched.get(row))
      .map(
        (row) =>
          `${name}: ${row} is held as ${held.get(row) ?? 'nothing'}, and is ${fetched.get(row) ?? 'nothing'}`,
      )
  })
