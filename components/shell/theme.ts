/** Light, dark, or whatever the system has. */
export const THEMES = ['light', 'dark', 'system'] as const
export type Theme = (typeof THEMES)[number]

/** Kept in a cookie, so that the server renders the right one and nothing flashes. */
export const THEME_COOKIE = 'wardline_theme'

/** Whether the left navigation is narrow: `1`. */
export const NARROW_NAV_COOKIE = 'wardline_narrow_nav'

/** Whether keys without ⌘ or Ctrl do something: `0` where somebody has switched them off. */
export const SINGLE_KEYS_COOKIE = 'wardline_single_keys'

const YEAR_SECONDS = 31_536_000

/** Reads a cookie's value; anything unknown is the system's. */
export function toTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? 'system'
}

/** Keeps a choice of looks for a year, for this site only, and for https where the page came by it. */
export function keepChoice(cookie: string, value: string): void {
  const secure = window.location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `${cookie}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`
}
