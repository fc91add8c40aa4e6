export interface AvatarProps {
  readonly name: string
  /** Decides the hue, so that a person keeps theirs when the name changes. */
  readonly id: string
  readonly size?: 'sm' | 'md' | 'lg'
  /** Leaves the name to the text beside it. */
  readonly isDecorative?: boolean
  readonly className?: string
}

const sizes = { sm: 'size-5 text-[9px]', md: 'size-6 text-[10px]', lg: 'size-9 text-sm' }

/** The first letters of the first and the last name. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/^(dr|prof)\.?\s+/i, '')
    .split(/\s+/)
    .filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => Array.from(word ?? '')[0] ?? '',
  )
  return letters.join('').toUpperCase() || '?'
}

/** A hue in degrees, the same for an id everywhere. */
export function hueOf(id: string): number {
  let hash = 0
  for (const letter of id) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0
  return (hash % 24) * 15
}

/** A face: initials on a hue of one's own. */
export function Avatar({ name, id, size = 'md', isDecorative = false, className = '' }: AvatarProps) {
  const hue = hueOf(id)
  const label = isDecorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name }
  return (
    <span
      {...label}
      style={{
        background: `light-dark(oklch(0.91 0.05 ${hue}), oklch(0.36 0.065 ${hue}))`,
        color: `light-dark(oklch(0.38 0.1 ${hue}), oklch(0.9 0.06 ${hue}))`,
      }}
      data-initials={initialsOf(name)}
      className={`inline-grid shrink-0 place-items-center rounded-full font-semibold before:content-[attr(data-initials)] ${sizes[size]} ${className}`}
    />
  )
}
