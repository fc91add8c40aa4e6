/** Under which heading a command stands, in this order. */
export const COMMAND_SECTIONS = ['This page', 'Go to', 'Create', 'Look', 'You'] as const
export type CommandSection = (typeof COMMAND_SECTIONS)[number]

/** Something that a person can do now: by its keys, or from the palette. */
export interface Command {
  /** Such as `register-crate`. Of two with the same id, the one registered last is the one that runs. */
  readonly id: string
  /** What it does, as on a button. */
  readonly label: string
  readonly section: CommandSection
  /**
   * As `KeyboardEvent.key` has them, one after the other for a sequence: `?`, `g h`, `Escape`. `Mod+k` is ⌘K on a Mac, Ctrl-K
   * elsewhere.
   */
  readonly keys?: string
  /** Other words by which the palette finds it. */
  readonly words?: string
  /** Only by its keys: it makes no sense out of the palette. */
  readonly isHidden?: boolean
  readonly run: () => void
}
