'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Notice } from '@/components/ui/Notice'
import { TextField } from '@/components/ui/TextField'
import { openScanner } from './openScanner.ts'
import { numberOf } from '../crateNumber.ts'

/** Reads the label of a crate by the camera and opens it; a number can be typed as well. */
export function ScanDialog({ onClose }: { readonly onClose: () => void }) {
  const form = useId()
  const router = useRouter()
  const video = useRef<HTMLVideoElement>(null)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [hint, setHint] = useState('')
  const go = useEffectEvent((number: string) => {
    onClose()
    router.push(`/archive/crates/go/${encodeURIComponent(number)}`)
  })

  useEffect(() => {
    const stop = new AbortController()
    const element = video.current
    if (!element) return
    void openScanner(element, {
      signal: stop.signal,
      onProblem: setProblem,
      onText(text) {
        const number = numberOf(text)
        if (number === null) setHint('This is not the label of a crate.')
        else go(number)
      },
    })
    return () => stop.abort()
  }, [])

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Scan a label"
      description="Hold the code of a crate into the picture, or type its number."
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form}>
            Open
          </Button>
        </>
      }
    >
      {problem === null ? (
        <div className="relative mb-4 aspect-4/3 overflow-hidden rounded-md bg-sunken">
          <video ref={video} muted playsInline className="size-full object-cover" />
          <span
            aria-hidden="true"
            className="absolute inset-[18%] rounded-lg border-2 border-white/80 shadow-overlay"
          />
        </div>
      ) : (
        <Notice kind="warning" className="mb-4">
          {problem}
        </Notice>
      )}
      <output className="block text-sm text-muted empty:hidden">{hint}</output>
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          const number = numberOf(typed)
          if (number === null) setHint('A number looks like CR-2026-014.')
          else {
            onClose()
            router.push(`/archive/crates/go/${encodeURIComponent(number)}`)
          }
        }}
      >
        <TextField label="Number" value={typed} onChange={setTyped} placeholder="CR-2026-014" />
      </form>
    </Dialog>
  )
}
