/** The sign of Wardline: one line through the ward. Decoration, the name stands beside it. */
export function Logo({ className = 'size-6' }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={`shrink-0 ${className}`}>
      <rect width="24" height="24" rx="5.5" className="fill-accent" />
      <path
        d="M4 9.5h2.6l2.3 7L12 7.5l3.1 9 2.3-7H20"
        fill="none"
        stroke="#fff"
        strokeWidth="1.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
