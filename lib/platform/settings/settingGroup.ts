import { z } from 'zod'

/** What the documents say about a setting. */
export interface SettingAbout {
  readonly group: string
  readonly description: string
  /** As it would be written in the environment. */
  readonly default?: string
  /** What holds where it is not set and there is no default. */
  readonly unset?: string
}

type Text = Omit<SettingAbout, 'group' | 'default'>

/** One group of settings under its heading. `fixed` ones have a default, `open` ones may be absent. */
export function settingGroup(name: string) {
  return {
    fixed: <T>(value: z.ZodType<T, string>, fallback: string, description: string) =>
      z
        .string()
        .default(fallback)
        .pipe(value)
        .meta({ group: name, description, default: fallback } satisfies SettingAbout),
    open: <T>(value: z.ZodType<T, string>, about: Text) =>
      value.optional().meta({ group: name, ...about } satisfies SettingAbout),
  }
}
