'use client'

import { notify } from '@/components/ui/notify'
import { useSignOut } from '@/hooks/identity/useSignOut.ts'

/** Signs out and goes to the sign-in page; says so and offers another try where the server cannot be reached. */
export function useLeave(): () => void {
  const signOut = useSignOut()
  const leave = async (): Promise<void> => {
    if (await signOut()) location.assign('/sign-in')
    else notify.failed('You are still signed in: the server could not be reached.', () => void leave())
  }
  return () => void leave()
}
