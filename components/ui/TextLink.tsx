import Link from 'next/link'
import type { ComponentProps } from 'react'

/** A link in running text or in a list of facts. */
export function TextLink({ className = '', ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...props}
      className={`rounded-sm font-medium text-accent-text underline decoration-accent-text/40 underline-offset-2 transition-colors hover:decoration-accent-text ${className}`}
    />
  )
}
