import type { ReactNode } from 'react'

/** The shapes of status: distinct without any colour. */
export type StatusShapeName =
  'dot' | 'ring' | 'half' | 'tick' | 'cross' | 'bar' | 'arrow' | 'back' | 'clock' | 'dash'

const strokes = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.5,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

const shapes: Readonly<Record<StatusShapeName, ReactNode>> = {
  dot: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  ring: <circle cx="6" cy="6" r="4" {...strokes} />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.25" {...strokes} />
      <path d="M6 3.5a2.5 2.5 0 0 1 0 5z" fill="currentColor" />
    </>
  ),
  tick: (
    <>
      <circle cx="6" cy="6" r="5" fill="currentColor" />
      <path d="m3.9 6.1 1.5 1.5 2.8-3" {...strokes} stroke="var(--color-surface)" />
    </>
  ),
  cross: (
    <>
      <circle cx="6" cy="6" r="5" fill="currentColor" />
      <path d="m4.4 4.4 3.2 3.2m0-3.2L4.4 7.6" {...strokes} stroke="var(--color-surface)" />
    </>
  ),
  bar: (
    <>
      <circle cx="6" cy="6" r="4.25" {...strokes} />
      <path d="m3.2 8.8 5.6-5.6" {...strokes} />
    </>
  ),
  arrow: <path d="M1.75 6h8.5M7 2.75 10.25 6 7 9.25" {...strokes} />,
  back: <path d="M4.5 1.75 1.5 4.75l3 3M1.5 4.75h5.75a3 3 0 0 1 0 6H5" {...strokes} />,
  clock: (
    <>
      <circle cx="6" cy="6" r="4.25" {...strokes} />
      <path d="M6 3.75V6l1.5 1" {...strokes} strokeWidth={1.25} />
    </>
  ),
  dash: <circle cx="6" cy="6" r="4.25" {...strokes} strokeDasharray="1.9 2.55" />,
}

/** One of the shapes, 12 px, in the colour of the text. The word beside it says what it means. */
export function StatusShape({
  shape,
  className = '',
}: {
  readonly shape: StatusShapeName
  readonly className?: string
}) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" className={`size-3 shrink-0 ${className}`}>
      {shapes[shape]}
    </svg>
  )
}
