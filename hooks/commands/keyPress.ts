/** What the registry asks of a key that was pressed. */
export interface KeyPress {
  readonly key: string
  readonly isMod: boolean
  readonly isAlt: boolean
  /** Where a single key means something else: in a field, in a menu. */
  readonly isTyping: boolean
  /** A dialog is open: the page behind it hears no key at all. */
  readonly isInDialog: boolean
}

const FIELDS =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]'
const OWN_KEYS = '[role=menu], [role=listbox], [role=combobox], [role=option]'
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock'])
const DIALOGS = '[role=dialog], [role=alertdialog]'

/** Reads a key of the document; null for one that somebody has already answered, repeats itself, or does nothing alone. */
export function readKeyPress(event: KeyboardEvent): KeyPress | null {
  if (event.defaultPrevented || event.isComposing || event.repeat || MODIFIERS.has(event.key)) return null
  const target = event.target instanceof Element ? event.target : document.body
  return {
    key: event.key,
    isMod: event.metaKey || event.ctrlKey,
    isAlt: event.altKey,
    isTyping: target.closest(`${FIELDS}, ${OWN_KEYS}`) !== null,
    isInDialog: document.querySelector(DIALOGS) !== null,
  }
}
