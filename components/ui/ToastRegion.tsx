'use client'

import { useEffect } from 'react'
import { toast, Toaster as SonnerToaster } from 'sonner'
import { openToasts } from './toastQueue'

/** Where toasts appear. Those that were asked for before it was there appear with it. */
export function ToastRegion() {
  // Runs after the effects of what is inside: it listens by then.
  useEffect(() => openToasts(toast), [])
  return (
    <SonnerToaster
      position="bottom-right"
      gap={8}
      containerAriaLabel="Notices"
      hotkey={['altKey', 'KeyT']}
      style={{ fontFamily: 'var(--font-sans)' }}
      visibleToasts={4}
      mobileOffset={{ bottom: 72 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-2.5 rounded-lg bg-raised px-3.5 py-2.5 text-base text-ink shadow-overlay sm:w-[356px]',
          content: 'min-w-0 grow',
          description: 'text-sm text-muted',
          icon: 'shrink-0 text-subtle [&_svg]:size-4',
          success: '[&_[data-icon]]:text-green-solid',
          error: '[&_[data-icon]]:text-red-solid',
          actionButton:
            'h-7 shrink-0 cursor-pointer rounded-md border border-line-strong px-2 text-sm font-medium hover:bg-hover',
        },
      }}
    />
  )
}
