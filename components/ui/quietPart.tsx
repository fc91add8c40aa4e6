'use client'

import { useEffect, useState, type ComponentType } from 'react'

/** Between two tries while the server is away. */
const RETRY_MS = 3_000

/** A part that nobody has asked for: it is loaded after the page, and while it cannot be it is tried again without a word. */
export function quietPart(load: () => Promise<ComponentType>): ComponentType {
  return function QuietPart() {
    const [Part, setPart] = useState<ComponentType | null>(null)
    useEffect(() => {
      let timer: ReturnType<typeof setTimeout> | undefined
      let isOver = false
      const attempt = () => {
        load().then(
          (part) => {
            if (!isOver) setPart(() => part)
          },
          () => {
            if (!isOver) timer = setTimeout(attempt, RETRY_MS)
          },
        )
      }
      attempt()
      return () => {
        isOver = true
        clearTimeout(timer)
      }
    }, [])
    return Part && <Part />
  }
}
