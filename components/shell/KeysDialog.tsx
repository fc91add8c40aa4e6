'use client'

import { Dialog } from '@/components/ui/Dialog'
import { Notice } from '@/components/ui/Notice'
import { Button } from '@/components/ui/Button'
import { COMMAND_SECTIONS } from '@/hooks/commands/command.ts'
import { useCommandList, useCommands } from '@/hooks/commands/useCommandList.ts'
import { Keys } from './Keys'

/** Every key that does something on this page, from the registry that hears them. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { areKeysOn, setKeysOn } = useCommands()
  const withKeys = useCommandList().flatMap(({ keys, ...command }) =>
    keys === undefined ? [] : [{ ...command, keys }],
  )
  const sections = COMMAND_SECTIONS.map((title) => ({
    title,
    commands: withKeys.filter(({ section }) => section === title),
  })).filter(({ commands }) => commands.length > 0)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Keys"
      description="Press the keys of a pair one after the other. Alt and T go to the notices at the edge of the screen."
      footer={
        <Button onPress={() => setKeysOn(!areKeysOn)}>
          {areKeysOn ? 'Switch single keys off' : 'Switch single keys on'}
        </Button>
      }
    >
      {!areKeysOn && (
        <Notice kind="info" className="mb-4">
          Single keys are switched off. Those with Ctrl or ⌘, and Esc, still work.
        </Notice>
      )}
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {sections.map(({ title, commands }) => (
          <section key={title} aria-label={title}>
            <h3 className="pb-1 text-sm font-medium text-muted">{title}</h3>
            <dl>
              {commands.map(({ id, label, keys }) => (
                <div
                  key={id}
                  className="flex min-h-8 items-center justify-between gap-3 border-b border-line py-1 last:border-b-0"
                >
                  <dt className="text-ink">{label}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
