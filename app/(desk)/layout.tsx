import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { ViewerProvider } from '@/components/archive/ViewerProvider'
import { DeskFrame } from '@/components/shell/DeskFrame'
import { DeskRealtime } from '@/components/shell/DeskRealtime'
import { NARROW_NAV_COOKIE, SINGLE_KEYS_COOKIE } from '@/components/shell/theme'
import { getWardline } from '@/lib/composition.ts'
import { unitTopic, UNITS_TOPIC } from '@/lib/domains/identity/contract.ts'
import type { DeskActor } from '@/lib/domains/identity/contract.ts'
import { readsAllUnits } from '@/lib/domains/identity/policy.ts'
import { currentActor, currentConnectProof } from '@/lib/platform/session/currentActor.ts'
import { buildId } from '@/lib/platform/web/buildId.ts'
import { PAGE_PATH_HEADER, returnPath } from '@/lib/platform/web/pagePath.ts'

/** The desk: for those who are signed in, live, in its frame. */
export default async function DeskLayout({ children }: { readonly children: ReactNode }) {
  const actor = await currentActor()
  const proof = await currentConnectProof()
  if (actor === null || proof === null) redirect(await signInPath())
  const { identity, settings } = getWardline()
  const [me, sessions, jar] = await Promise.all([
    identity.directory.me(actor),
    identity.sessions.find([actor.sessionId]),
    cookies(),
  ])
  const session = sessions.get(actor.sessionId)
  return (
    <DeskRealtime
      config={{
        proof,
        build: buildId(),
        hasSockets: settings.websocketEnabled,
        userId: actor.userId,
        sessionExpiresAt: session?.state === 'open' ? new Date(session.expiresAt).toISOString() : null,
      }}
    >
      <ViewerProvider
        viewer={{ userId: actor.userId, name: actor.name, role: actor.role, unitId: actor.unitId }}
      >
        <DeskFrame
          person={{
            id: me.id,
            name: me.name,
            email: me.email,
            role: me.role,
            unitName: me.unit?.name ?? null,
          }}
          presenceTopic={presenceTopicOf(actor)}
          startsWithKeys={jar.get(SINGLE_KEYS_COOKIE)?.value !== '0'}
          startsNarrow={jar.get(NARROW_NAV_COOKIE)?.value === '1'}
          isDemo={settings.demoForced}
        >
          {children}
        </DeskFrame>
      </ViewerProvider>
    </DeskRealtime>
  )
}

/** Whose faces the top bar shows. */
function presenceTopicOf(actor: DeskActor): string | null {
  if (readsAllUnits(actor)) return UNITS_TOPIC
  return actor.unitId === null ? null : unitTopic(actor.unitId)
}

async function signInPath(): Promise<string> {
  const page = returnPath((await headers()).get(PAGE_PATH_HEADER))
  return page === '/' ? '/sign-in' : `/sign-in?callbackUrl=${encodeURIComponent(page)}`
}
