import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInScreen } from '@/components/account/SignInScreen'
import { getWardline } from '@/lib/composition.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE, DEMO_UNITS } from '@/lib/domains/identity/server/demoPeople.ts'
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
  return <SignInScreen next={next} demo={getWardline().settings.demo ? demo : null} />
}

const demo = {
  password: DEMO_PASSWORD,
  people: DEMO_PEOPLE.map(({ email, name, role, unit }) => ({
    email,
    name,
    role,
    unitName: DEMO_UNITS.find(({ code }) => code === unit)?.name ?? null,
  })),
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
