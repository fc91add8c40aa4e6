'use client'

import { useEffect, useState, type ComponentType } from 'react'
import { Button } from './Button'
import { Notice } from './Notice'

/** Between two tries while the server is away. */
const RETRY_MS = 3_000

/**
 * A part that is loaded when it is first shown, and looks the same to its callers. While it cannot be loaded it says so and
 * tries again: the page around it goes on. It is not rendered on the server. `OnTheWay` holds its place meanwhile.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  OnTheWay?: ComponentType,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  return function LazyPart(props: Props) {
    const [Part, setPart] = useState(() => loaded)
    const [isMissing, setMissing] = useState(false)
    useEffect(() => {
      let timer: ReturnType<typeof setTimeout> | undefined
      let isOver = false
      const failed = () => {
        if (isOver) return
        setMissing(true)
        timer = setTimeout(attempt, RETRY_MS)
      }
      const attempt = () => {
        load().then((part) => {
          loaded = part
          if (!isOver) setPart(() => part)
        }, failed)
      }
      if (loaded === null) attempt()
      return () => {
        isOver = true
        clearTimeout(timer)
      }
    }, [])
    if (Part) return <Part {...props} />
    if (isMissing) return <PartMissing onClose={closeOf(props)} />
    return OnTheWay && <OnTheWay />
  }
}

/** How its caller puts it away; null for a part that stays where it is. */
function closeOf(props: object): (() => void) | null {
  const { onClose } = props as { readonly onClose?: unknown }
  return typeof onClose === 'function' ? () => void onClose() : null
}

function PartMissing({ onClose }: { readonly onClose: (() => void) | null }) {
  return (
    <Notice
      kind="problem"
      title="This cannot be opened just now"
      className={
        onClose ? 'fixed inset-x-4 bottom-20 z-50 mx-auto max-w-md text-left shadow-overlay sm:bottom-6' : ''
      }
      action={
        onClose && (
          <Button size="sm" onPress={onClose}>
            Close
          </Button>
        )
      }
    >
      The server does not answer. It opens by itself as soon as it does.
    </Notice>
  )
}
