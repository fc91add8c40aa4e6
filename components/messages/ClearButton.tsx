import { X } from 'lucide-react'
import { buttonStyles } from '@/components/ui/buttonStyles'

export interface ClearButtonProps {
  readonly label: string
  readonly onClick: () => void
}

/** Takes something back that is to go with the next message. */
export function ClearButton({ label, onClick }: ClearButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className={buttonStyles({ variant: 'quiet', size: 'sm', shape: 'icon', className: 'shrink-0' })}
    >
      <X aria-hidden="true" />
    </button>
  )
}
