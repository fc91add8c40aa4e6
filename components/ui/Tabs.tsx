'use client'

import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs'
import type { ReactNode } from 'react'

export interface TabItem<Id extends string> {
  readonly id: Id
  readonly label: string
  /** How many there are behind it. */
  readonly count?: number | undefined
  readonly content: ReactNode
}

export interface TabsProps<Id extends string> {
  readonly label: string
  readonly tabs: readonly TabItem<Id>[]
  readonly value: Id
  readonly onChange: (value: Id) => void
  readonly className?: string
}

/** Parts of one thing, one at a time. The open one belongs in the address. */
export function Tabs<Id extends string>({ label, tabs, value, onChange, className = '' }: TabsProps<Id>) {
  return (
    <AriaTabs
      selectedKey={value}
      onSelectionChange={(key) => {
        const tab = tabs.find((candidate) => candidate.id === key)
        if (tab) onChange(tab.id)
      }}
      className={className}
    >
      <TabList aria-label={label} className="flex gap-4 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            id={tab.id}
            className="-mb-px flex h-9 cursor-default items-center gap-1.5 border-b-2 border-transparent text-base font-medium whitespace-nowrap text-muted transition-colors data-focus-visible:-outline-offset-2 data-hovered:text-ink data-selected:border-accent data-selected:text-ink"
          >
            {tab.label}
            {tab.count !== undefined && (
              <span className="tabular text-sm font-normal text-subtle">{tab.count}</span>
            )}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="pt-4">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
