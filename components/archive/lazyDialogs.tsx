'use client'

import { lazyPart } from '@/components/ui/lazyPart'

// What one fills in comes with many controls. Each is loaded when somebody first opens it, and looks the same to its callers.

/** Registers or edits a crate. */
export const CrateDialog = lazyPart(() => import('./CrateDialog.tsx').then((module) => module.CrateDialog))

/** Asks for crates, or changes what was asked for. */
export const RequestDialog = lazyPart(() =>
  import('./RequestDialog.tsx').then((module) => module.RequestDialog),
)

/** Decides on a request. */
export const DecisionDialog = lazyPart(() =>
  import('./DecisionDialog.tsx').then((module) => module.DecisionDialog),
)

/** Takes several crates to another place. */
export const RelocateDialog = lazyPart(() =>
  import('./RelocateDialog.tsx').then((module) => module.RelocateDialog),
)

/** Keeps a filter under a name. */
export const SaveFilterDialog = lazyPart(() =>
  import('./SaveFilterDialog.tsx').then((module) => module.SaveFilterDialog),
)

/** Renames kept filters, and takes them away. */
export const ManageFiltersDialog = lazyPart(() =>
  import('./ManageFiltersDialog.tsx').then((module) => module.ManageFiltersDialog),
)

/** Asks before something that cannot be taken back. */
export const ConfirmDialog = lazyPart(() =>
  import('@/components/ui/ConfirmDialog').then((module) => module.ConfirmDialog),
)
