import { Archive, AtSign, Bell, CircleCheck, FileInput, Megaphone, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'

const ICONS: Readonly<Record<string, ReactNode>> = {
  request: <FileInput />,
  decision: <CircleCheck />,
  'send-back': <Undo2 />,
  transfer: <Archive />,
  mention: <AtSign />,
  system: <Megaphone />,
}

/** The picture that a notification's `icon` names; a bell for one that this page does not know. */
export function NotificationIcon({ name, className }: { readonly name: string; readonly className: string }) {
  return (
    <span aria-hidden="true" className={`[&_svg]:size-full ${className}`}>
      {ICONS[name] ?? <Bell />}
    </span>
  )
}
