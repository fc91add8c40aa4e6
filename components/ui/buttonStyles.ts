const BASE =
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none ' +
  'transition-colors data-disabled:cursor-not-allowed data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0'

const VARIANTS = {
  primary:
    'border-transparent bg-accent text-white hover:not-data-disabled:bg-accent-hover data-pressed:bg-accent-hover',
  secondary:
    'border-line-strong bg-surface text-ink hover:not-data-disabled:bg-sunken data-pressed:bg-sunken',
  quiet:
    'border-transparent text-muted hover:not-data-disabled:bg-hover hover:not-data-disabled:text-ink data-pressed:bg-pressed',
  danger:
    'border-transparent bg-danger text-white hover:not-data-disabled:bg-danger-hover data-pressed:bg-danger-hover',
}

const SIZES = {
  sm: { text: 'h-7 px-2 text-sm', icon: 'h-7 w-7 text-sm' },
  md: { text: 'h-8 px-3 text-base', icon: 'h-8 w-8 text-base' },
  lg: { text: 'h-10 px-4 text-base', icon: 'h-10 w-10 text-base' },
}

export type ButtonVariant = keyof typeof VARIANTS
export type ButtonSize = keyof typeof SIZES

/** The look that Button, IconButton and LinkButton share. A class of a caller that contradicts it needs an exclamation mark. */
export function buttonStyles({
  variant = 'secondary',
  size = 'md',
  shape = 'text',
  isPending = false,
  className = '',
}: {
  readonly variant?: ButtonVariant | undefined
  readonly size?: ButtonSize | undefined
  readonly shape?: 'text' | 'icon'
  readonly isPending?: boolean
  readonly className?: string | undefined
}): string {
  return `${BASE} ${VARIANTS[variant]} ${SIZES[size][shape]} ${isPending ? 'cursor-progress' : ''} ${className}`
}
