/** The tones of status. Green: good or done; amber: waits for somebody; red: refused or broken; blue: under way; violet: between places; grey: at rest. */
export type Tone = 'green' | 'amber' | 'red' | 'blue' | 'violet' | 'grey'

/** Ground, edge and words of a tone. */
export const toneStyles: Readonly<Record<Tone, string>> = {
  green: 'border-green-line bg-green-soft text-green-text',
  amber: 'border-amber-line bg-amber-soft text-amber-text',
  red: 'border-red-line bg-red-soft text-red-text',
  blue: 'border-blue-line bg-blue-soft text-blue-text',
  violet: 'border-violet-line bg-violet-soft text-violet-text',
  grey: 'border-line bg-sunken text-muted',
}

/** The colour of a tone's shape. */
export const toneSolidStyles: Readonly<Record<Tone, string>> = {
  green: 'text-green-solid',
  amber: 'text-amber-solid',
  red: 'text-red-solid',
  blue: 'text-blue-solid',
  violet: 'text-violet-solid',
  grey: 'text-subtle',
}
