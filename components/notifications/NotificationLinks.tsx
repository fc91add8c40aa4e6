import { LinkButton } from '@/components/ui/LinkButton'
import type { NotificationAction } from '@/lib/domains/notifications/contract.ts'

/** What an admin offers with their words: places of this site, or https addresses, which open beside it. */
export function NotificationLinks({
  links,
  onOpen,
}: {
  readonly links: readonly NotificationAction[]
  readonly onOpen?: () => void
}) {
  return (
    <div className="relative z-1 mt-1.5 flex flex-wrap gap-1.5">
      {links.map(({ label, url }) => (
        <LinkButton
          key={`${label} ${url}`}
          href={url}
          size="sm"
          {...(onOpen && { onClick: onOpen })}
          {...(url.startsWith('/') ? {} : { target: '_blank', rel: 'noopener noreferrer' })}
        >
          {label}
        </LinkButton>
      ))}
    </div>
  )
}
