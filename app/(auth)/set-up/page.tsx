import type { Metadata } from 'next'
import { SetUpScreen } from '@/components/account/SetUpScreen'
import { getWardline } from '@/lib/composition.ts'
import { PASSWORD_MIN_LENGTH } from '@/lib/domains/identity/contract.ts'

/** The address holds a token: nothing that the page leads to is told where one came from. */
export const metadata: Metadata = { title: 'Set up', referrer: 'no-referrer' }

interface Props {
  readonly searchParams: Promise<{ readonly token?: string | string[] }>
}

/** Where the first account is made, by the link that the start printed. */
export default async function SetUpPage({ searchParams }: Props) {
  const { token } = await searchParams
  const given = typeof token === 'string' ? token : ''
  const state = await getWardline().identity.setUp.stateOf(given)
  return <SetUpScreen token={given} state={state} minLength={PASSWORD_MIN_LENGTH} />
}
