const NAMES: Readonly<Record<string, string>> = { Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓' }

/** The caps to press for a command's keys, one after the other: `g h` → G, H; `Mod+k` → ⌘, K on a Mac, Ctrl, K elsewhere. */
export function keyNames(keys: string, isMac: boolean): readonly string[] {
  return keys
    .split(' ')
    .flatMap((key) => (key.startsWith('Mod+') ? [isMac ? '⌘' : 'Ctrl', key.slice('Mod+'.length)] : [key]))
    .map((key) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}
