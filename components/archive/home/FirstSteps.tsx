import { Archive, FileOutput, FileUp } from 'lucide-react'
import Link from 'next/link'
import { Section } from '@/components/ui/Section'

const STEPS = [
  {
    href: '/archive/crates?do=register-crate',
    icon: Archive,
    title: '1. Register a crate',
    text: 'Say what it is and where it stands. Then it can be found.',
  },
  {
    href: '/archive/crates/import',
    icon: FileUp,
    title: 'Or import a list',
    text: 'Bring many at once from a spreadsheet, saved as CSV.',
  },
  {
    href: '/archive/requests?do=new-request',
    icon: FileOutput,
    title: '2. Ask for one',
    text: 'Have it handed out, sent to another unit, or destroyed when its time is over.',
  },
] as const

/** What to do first, where the archive holds nothing yet. */
export function FirstSteps() {
  return (
    <Section title="First steps" description="Nothing stands in the archive yet." flush className="mb-4">
      <ol className="grid sm:grid-cols-3">
        {STEPS.map(({ href, icon: Icon, title, text }) => (
          <li
            key={href}
            className="relative flex gap-3 border-line px-4 py-3 transition-colors not-last:border-b hover:bg-hover sm:not-last:border-r sm:not-last:border-b-0"
          >
            <span
              aria-hidden="true"
              className="grid size-8 shrink-0 place-items-center rounded-md border border-line bg-sunken text-subtle"
            >
              <Icon className="size-4" />
            </span>
            <div>
              <Link
                href={href}
                className="font-medium text-ink outline-none! after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-text"
              >
                {title}
              </Link>
              <p className="text-sm text-muted">{text}</p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}
