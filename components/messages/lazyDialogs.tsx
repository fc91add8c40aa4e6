'use client'

import dynamic from 'next/dynamic'

// What one fills in is loaded when somebody first opens it.

/** Begins a conversation. */
export const NewConversationDialog = dynamic(
  () => import('./NewConversationDialog.tsx').then((module) => module.NewConversationDialog),
  { ssr: false },
)

/** Adds people to a group. */
export const AddPeopleDialog = dynamic(
  () => import('./AddPeopleDialog.tsx').then((module) => module.AddPeopleDialog),
  { ssr: false },
)

/** Names a group. */
export const RenameDialog = dynamic(
  () => import('./RenameDialog.tsx').then((module) => module.RenameDialog),
  {
    ssr: false,
  },
)

/** Chooses a day to go to. */
export const GoToDayDialog = dynamic(
  () => import('./GoToDayDialog.tsx').then((module) => module.GoToDayDialog),
  { ssr: false },
)

/** What a message said before. */
export const EditsDialog = dynamic(() => import('./EditsDialog.tsx').then((module) => module.EditsDialog), {
  ssr: false,
})

/** Asks before something that cannot be taken back. */
export const ConfirmDialog = dynamic(
  () => import('@/components/ui/ConfirmDialog').then((module) => module.ConfirmDialog),
  { ssr: false },
)
