'use client'

import { useEffect, useState } from 'react'

export interface QrCodeProps {
  readonly text: string
  /** For screen readers. */
  readonly label: string
  readonly className?: string
}

interface Drawn {
  readonly text: string
  readonly size: number
  readonly path: string
}

/** A code that phones read, black on white. What draws it is loaded when the first one shows. */
export function QrCode({ text, label, className = '' }: QrCodeProps) {
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  useEffect(() => {
    let isWanted = true
    void import('qr').then(({ encodeQR }) => {
      // Medium: a scratch through a tenth of it can still be read.
      const cells = encodeQR(text, 'raw', { ecc: 'medium', border: 2 })
      if (isWanted) setDrawn({ text, size: cells.length, path: pathOf(cells) })
    })
    return () => {
      isWanted = false
    }
  }, [text])
  const code = drawn?.text === text ? drawn : null
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code?.size ?? 1} ${code?.size ?? 1}`}
      shapeRendering="crispEdges"
      className={className}
    >
      {code && <path d={code.path} fill="#000" />}
    </svg>
  )
}

const pathOf = (cells: readonly (readonly boolean[])[]): string =>
  cells.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
