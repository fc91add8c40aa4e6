'use client'

import { Send } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { Button } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { Checkbox } from '@/components/ui/Checkbox'
import { PageCrumb } from '@/components/shell/TopBarSlot'
import { FieldErrors } from '@/components/ui/FieldErrors'
import { lazyPart } from '@/components/ui/lazyPart'
import { LinkButton } from '@/components/ui/LinkButton'
import { notify } from '@/components/ui/notify'
import { Page } from '@/components/ui/Page'
import { PageHeader } from '@/components/ui/PageHeader'
import { SegmentedControl } from '@/components/ui/SegmentedControl'
import { Select } from '@/components/ui/Select'
import { TextArea } from '@/components/ui/TextArea'
import { TextField } from '@/components/ui/TextField'
import { useSendNotification } from '@/hooks/notifications/useSendNotification.ts'
import { SEVERITIES, SYSTEM_MESSAGE_MAX, SYSTEM_TITLE_MAX } from '@/lib/domains/notifications/contract.ts'
import { AudienceFields } from './AudienceFields'
import { ComposePreview } from './ComposePreview'
import { audienceOf, EMPTY_COMPOSITION, expiryOf, LASTING, problemsOf, type Composition } from './composition'
import { LinkFields } from './LinkFields'
import { severityLook } from './notificationLooks'

// Loaded when somebody sends.
const SendQuestion = lazyPart(() => import('./SendQuestion').then((module) => module.SendQuestion))

/** Writes to people, roles, units or everyone: what they will see stands below, and how many it reaches is asked before it goes. */
export function ComposeView() {
  const router = useRouter()
  const [written, setWritten] = useState(EMPTY_COMPOSITION)
  const [id] = useState(() => uuidv7())
  const [isAsked, setAsked] = useState(false)
  const [isTried, setTried] = useState(false)
  const send = useSendNotification(({ recipients }) => {
    notify.done(recipients === 1 ? 'Sent to one person.' : `Sent to ${recipients} people.`)
    router.push('/notifications/sent')
  })
  const problems = problemsOf(written)
  const shownProblems = isTried ? problems : {}
  const audience = audienceOf(written.audience)
  const ask = () => {
    setTried(true)
    send.reset()
    if (Object.keys(problems).length === 0) setAsked(true)
  }
  const go = () => {
    if (audience === null) return
    const { severity, title, message, links, lasts, mustAck } = written
    send.mutate(
      {
        id,
        audience,
        severity,
        title: title.trim(),
        message: message.trim(),
        actions: links.map((link) => ({ label: link.label.trim(), url: link.url.trim() })),
        expires_at: expiryOf(lasts, Date.now()),
        requires_ack: mustAck,
      },
      { onSettled: () => setAsked(false) },
    )
  }
  return (
    <Page width="reading">
      <PageCrumb>Write</PageCrumb>
      <PageHeader
        title="Write a notification"
        description="It reaches people wherever they are; who is away gets it first thing."
        actions={<LinkButton href="/notifications/sent">Sent</LinkButton>}
      />
      <Card className="grid gap-4 p-4">
        <ComposeFields written={written} onChange={setWritten} problems={shownProblems} />
        <div className="grid gap-1">
          <h2 className="text-sm font-medium text-ink">What they see</h2>
          <ComposePreview written={written} />
        </div>
        {send.error && <FieldErrors message={send.error.message} fields={send.error.fields} />}
        <div className="flex justify-end">
          <Button variant="primary" icon={<Send aria-hidden="true" />} onPress={ask}>
            Send…
          </Button>
        </div>
      </Card>
      {isAsked && audience !== null && (
        <SendQuestion
          audience={audience}
          isPending={send.isPending}
          onConfirm={go}
          onClose={() => setAsked(false)}
        />
      )}
    </Page>
  )
}

interface ComposeFieldsProps {
  readonly written: Composition
  readonly onChange: (written: Composition) => void
  readonly problems: Readonly<Record<string, string>>
}

function ComposeFields({ written, onChange, problems }: ComposeFieldsProps) {
  const put = (change: Partial<Composition>) => onChange({ ...written, ...change })
  return (
    <>
      <AudienceFields
        value={written.audience}
        onChange={(audience) => put({ audience })}
        error={problems['audience']}
      />
      <div className="grid justify-items-start gap-1">
        <p className="text-sm font-medium text-ink">Severity</p>
        <SegmentedControl
          label="Severity"
          value={written.severity}
          onChange={(severity) => put({ severity })}
          segments={SEVERITIES.map((id) => ({ id, label: severityLook[id].label }))}
        />
      </div>
      <TextField
        label="Title"
        value={written.title}
        onChange={(title) => put({ title })}
        maxLength={SYSTEM_TITLE_MAX}
        error={problems['title']}
        isRequired
      />
      <TextArea
        label="Message"
        value={written.message}
        onChange={(message) => put({ message })}
        maxLength={SYSTEM_MESSAGE_MAX}
        error={problems['message']}
        isRequired
      />
      <LinkFields value={written.links} onChange={(links) => put({ links })} error={problems['links']} />
      <Select
        label="Shown for"
        options={LASTING}
        value={written.lasts}
        onChange={(lasts) => put({ lasts })}
        className="w-56"
      />
      <Checkbox
        label="Ask for “I have seen this”"
        isSelected={written.mustAck}
        onChange={(mustAck) => put({ mustAck })}
      />
    </>
  )
}
