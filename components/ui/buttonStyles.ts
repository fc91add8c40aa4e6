import { tv } from 'tailwind-variants'
import type { VariantProps } from 'tailwind-variants'

/** The look that Button, IconButton and LinkButton share. */
export const buttonStyles = tv({
  base: [
    'inline-flex shrink-0 cursor-default items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none',
    'transition-colors data-disabled:cursor-not-allowed data-disabled:opacity-50',
    '[&_svg]:size-4 [&_svg]:shrink-0',
  ],
  variants: {
    variant: {
      primary:
        'border-transparent bg-accent text-white hover:not-data-disabled:bg-accent-hover data-pressed:bg-accent-hover',
      secondary:
        'border-line-strong bg-surface text-ink hover:not-data-disabled:bg-sunken data-pressed:bg-sunken',
      quiet:
        'border-transparent text-muted hover:not-data-disabled:bg-hover hover:not-data-disabled:text-ink data-pressed:bg-pressed',
      danger:
        'border-transparent bg-danger text-white hover:not-data-disabled:bg-danger-hover data-pressed:bg-danger-hover',
    },
    size: {
      sm: 'h-7 px-2 text-sm',
      md: 'h-8 px-3 text-base',
      lg: 'h-10 px-4 text-base',
    },
    isPending: { true: 'cursor-progress' },
    shape: {
      text: '',
      icon: 'px-0',
    },
  },
  compoundVariants: [
    { shape: 'icon', size: 'sm', class: 'w-7' },
    { shape: 'icon', size: 'md', class: 'w-8' },
    { shape: 'icon', size: 'lg', class: 'w-10' },
  ],
  defaultVariants: { variant: 'secondary', size: 'md', shape: 'text' },
})

export type ButtonVariant = NonNullable<VariantProps<typeof buttonStyles>['variant']>
export type ButtonSize = NonNullable<VariantProps<typeof buttonStyles>['size']>
