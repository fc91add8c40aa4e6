'use client'

import type { KeyboardEvent } from 'react'

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }

/** Moves the focus between a table's row links; `x` tells which row is to be selected or not. */
export function useRowKeys(onToggle: (id: string) => void): (event: KeyboardEvent<HTMLTableElement>) => void {
  return (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return
    if (!(event.target instanceof HTMLElement) || event.target.matches('input[type=text], textarea')) return
    const row = event.target.closest<HTMLElement>('[data-row-id]')
    if (event.key === 'x' && row?.dataset['rowId']) return onToggle(row.dataset['rowId'])
    const step = STEPS[event.key]
    if (step === undefined) return
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')]
    const current = links.findIndex((link) => row?.contains(link))
    const next = links[current === -1 ? 0 : current + step]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
}
