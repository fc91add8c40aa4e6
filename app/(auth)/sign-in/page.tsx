import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInScreen } from '@/components/account/SignInScreen'
import { getWardline } from '@/lib/composition.ts'
import { DEMO_PASSWORD } from '@/lib/domains/identity/server/demoPeople.ts'
import { currentActor } from '@/lib/platform/session/currentActor.ts'
import { returnPath } from '@/lib/platform/web/pagePath.ts'

export const metadata: Metadata = { title: 'Sign in' }

interface Props {
  readonly searchParams: Promise<{ readonly callbackUrl?: string | string[] }>
}

/** Where people come in. Whoever is signed in already goes straight on. */
export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams
  const next = returnPath(Array.isArray(callbackUrl) ? callbackUrl[0] : callbackUrl)
  if (await isSignedIn()) redirect(next)
  const people = await readDemoAccounts()
  return <SignInScreen next={next} demo={people.length === 0 ? null : { password: DEMO_PASSWORD, people }} />
}

/** Without a database nobody is, and the form tells why. */
async function isSignedIn(): Promise<boolean> {
  try {
    return (await currentActor()) !== null
  } catch (error) {
    getWardline().logger.warn({ err: error }, 'the sign-in page could not read the session')
    return false
  }
}

async function readDemoAccounts() {
  try {
    return await getWardline().identity.demoAccounts()
  } catch (error) {
    getWardline().logger.warn({ err: error }, 'the sign-in page could not read the demo accounts')
    return []
  }
}
