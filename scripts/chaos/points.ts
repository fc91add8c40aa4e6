/** Points on the path from a write to a reader at which a process can be made to end. */
export const POINTS = [
  'row written',
  'before commit',
  'after commit',
  'relay before commit',
  'relay after commit',
  'before publish',
  'in a replay',
] as const

export type PointName = (typeof POINTS)[number]

/** What the preloaded module is told. */
export type ChaosOrder =
  /** Ends the process the `after`-th time that it comes to the point. */
  | { readonly kind: 'arm'; readonly point: PointName; readonly after: number }
  | { readonly kind: 'disarm' }
  /** Writes what the process has used to its error output, under this tag. */
  | { readonly kind: 'report'; readonly tag: string }

export function isChaosOrder(message: unknown): message is ChaosOrder {
  return typeof message === 'object' && message !== null && 'kind' in message
}

/** How often processes have ended at the point, by what they wrote. */
export function countHits(output: string, point: PointName): number {
  return output.split(`chaos: at ${point}\n`).length - 1
}
