import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { toneSolidStyles, toneStyles } from './tone'

export interface NoticeProps {
  readonly kind?: 'info' | 'success' | 'warning' | 'problem'
  readonly title?: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly className?: string
}

const looks = {
  info: { tone: 'blue', Icon: Info },
  success: { tone: 'green', Icon: CircleCheck },
  warning: { tone: 'amber', Icon: TriangleAlert },
  problem: { tone: 'red', Icon: CircleAlert },
} as const

/** A sentence that stays on the page: a problem with a form, data that may be stale. Problems are announced. */
export function Notice({ kind = 'info', title, children, action, className = '' }: NoticeProps) {
  const { tone, Icon } = looks[kind]
  return (
    <div
      role={kind === 'problem' ? 'alert' : 'status'}
      className={`flex items-start gap-2.5 rounded-md border px-3 py-2 text-base ${toneStyles[tone]} ${className}`}
    >
      <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${toneSolidStyles[tone]}`} />
      <div className="min-w-0 grow">
        {title && <p className="font-medium">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  )
}
