'use client'

import { useEffect, useState } from 'react'

/** A crate's address as a QR code, for whoever stands before it with a phone. Its drawing is loaded when it is shown. */
export function CrateQr({ id, number }: { readonly id: string; readonly number: string }) {
  const [dots, setDots] = useState<readonly (readonly boolean[])[]>([])
  useEffect(() => {
    let isWanted = true
    const address = new URL(`/archive/crates/${id}`, window.location.origin).href
    const draw = async () => {
      const { encodeQR } = await import('qr')
      if (isWanted) setDots(encodeQR(address, 'raw'))
    }
    // Without the code the page is whole: the number says the same.
    draw().catch(() => undefined)
    return () => {
      isWanted = false
    }
  }, [id])
  const path = dots.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <div className="size-36 rounded-md border border-line bg-white p-1">
      {dots.length > 0 && (
        <svg
          role="img"
          aria-label={`QR code of ${number}`}
          viewBox={`0 0 ${dots.length} ${dots.length}`}
          shapeRendering="crispEdges"
          fill="black"
          className="size-full"
        >
          <path d={path} />
        </svg>
      )}
    </div>
  )
}
