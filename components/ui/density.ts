/** How close rows stand. */
export const DENSITIES = ['comfortable', 'compact'] as const
export type Density = (typeof DENSITIES)[number]

/** Kept in a cookie, so that the server renders the right one and nothing moves. */
export const DENSITY_COOKIE = 'wardline_density'

/** Reads a cookie's value; anything unknown is comfortable. */
export const toDensity = (value: string | undefined): Density =>
  value === 'compact' ? 'compact' : 'comfortable'
