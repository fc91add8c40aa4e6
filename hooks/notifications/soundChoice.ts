import { SOUNDS, type Sound } from './tones.ts'

const KEY = 'wardline.sound'
const listeners = new Set<() => void>()

/** The sound that this browser makes; silence until somebody chooses one. */
export function chosenSound(): Sound {
  try {
    const kept = localStorage.getItem(KEY)
    return SOUNDS.find(({ id }) => id === kept)?.id ?? 'none'
  } catch {
    return 'none'
  }
}

/** Keeps it for this browser; where nothing may be kept, it stays as it was. */
export function chooseSound(sound: Sound): void {
  try {
    localStorage.setItem(KEY, sound)
  } catch {
    return
  }
  for (const tell of listeners) tell()
}

/** Hears when it is chosen anew, here or in another tab. Returns the undo. */
export function watchSound(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}
