/** Sounds that a notification may make; `none` is silence. */
export const SOUNDS = [
  { id: 'none', label: 'No sound' },
  { id: 'chime', label: 'Chime' },
  { id: 'drop', label: 'Drop' },
  { id: 'knock', label: 'Knock' },
  { id: 'bell', label: 'Bell' },
] as const
export type Sound = (typeof SOUNDS)[number]['id']

/** One note: pitch in Hz, begin and length in s, loudness from 0 to 1. */
interface Note {
  readonly hz: number
  readonly at: number
  readonly length: number
  readonly gain: number
  readonly shape?: OscillatorType
}

const NOTES: Readonly<Record<Sound, readonly Note[]>> = {
  none: [],
  chime: [
    { hz: 660, at: 0, length: 0.18, gain: 0.12 },
    { hz: 880, at: 0.12, length: 0.3, gain: 0.12 },
  ],
  drop: [
    { hz: 1_046, at: 0, length: 0.1, gain: 0.1 },
    { hz: 698, at: 0.08, length: 0.22, gain: 0.1 },
  ],
  knock: [
    { hz: 180, at: 0, length: 0.07, gain: 0.3, shape: 'triangle' },
    { hz: 160, at: 0.13, length: 0.09, gain: 0.3, shape: 'triangle' },
  ],
  bell: [
    { hz: 523, at: 0, length: 0.9, gain: 0.1 },
    { hz: 1_318, at: 0, length: 0.6, gain: 0.04 },
  ],
}

let context: AudioContext | null = null

/** Plays it, made of a few notes here. Browsers keep a page silent until somebody has pressed something in it. */
export function playSound(sound: Sound): void {
  const notes = NOTES[sound]
  if (notes.length === 0 || typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  const audio = context
  audio.resume().then(
    () => notes.forEach((note) => playNote(audio, note)),
    () => undefined,
  )
}

function playNote(audio: AudioContext, { hz, at, length, gain, shape = 'sine' }: Note): void {
  const begin = audio.currentTime + at
  const oscillator = audio.createOscillator()
  const envelope = audio.createGain()
  oscillator.type = shape
  oscillator.frequency.value = hz
  // Swells and fades: a tone that begins or ends at full loudness clicks.
  envelope.gain.setValueAtTime(0.0001, begin)
  envelope.gain.exponentialRampToValueAtTime(gain, begin + 0.012)
  envelope.gain.exponentialRampToValueAtTime(0.0001, begin + length)
  oscillator.connect(envelope).connect(audio.destination)
  oscillator.start(begin)
  oscillator.stop(begin + length)
}
