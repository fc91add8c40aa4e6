'use client'

import { Toaster as SonnerToaster } from 'sonner'

/** Where toasts appear; once, in the frame. `notify` fills it. */
export function Toaster() {
  return (
    <SonnerToaster
      position="bottom-right"
      gap={8}
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
