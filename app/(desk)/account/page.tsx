import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AccountFacts } from '@/components/account/AccountFacts'
import { PasswordForm } from '@/components/account/PasswordForm'
import { SessionsSection } from '@/components/account/SessionsSection'
import { PreferencesSection } from '@/components/deliveries/PreferencesSection'
import { SoundSection } from '@/components/notifications/SoundSection'
import { ThemeSwitch } from '@/components/shell/ThemeSwitch'
import { LinkButton } from '@/components/ui/LinkButton'
import { Page } from '@/components/ui/Page'
import { PageHeader } from '@/components/ui/PageHeader'
import { Section } from '@/components/ui/Section'
import { getWardline } from '@/lib/composition.ts'
import { PASSWORD_MIN_LENGTH } from '@/lib/domains/identity/contract.ts'
import { runsDeliveries } from '@/lib/domains/notifications/policy.ts'
import { currentActor } from '@/lib/platform/session/currentActor.ts'

export const metadata: Metadata = { title: 'Account' }

/** One's own: who one is here, where one is signed in, password, looks. */
export default async function AccountPage() {
  const actor = await currentActor()
  if (actor === null) redirect('/sign-in')
  const me = await getWardline().identity.directory.me(actor)
  return (
    <Page width="reading">
      <PageHeader title="Account" />
      <div className="grid gap-4">
        <AccountFacts me={me} />
        {runsDeliveries(actor) && (
          <Section
            title="Outbox"
            description="What leaves the house by mail, text message and push, and what could not."
            actions={
              <LinkButton href="/outbox" size="sm">
                Open the outbox
              </LinkButton>
            }
          />
        )}
        <PreferencesSection />
        <SessionsSection />
        <PasswordForm email={me.email} minLength={PASSWORD_MIN_LENGTH} />
        <SoundSection />
        <Section title="Theme" description="For this browser." actions={<ThemeSwitch />} />
      </div>
    </Page>
  )
}
