/** Puts the focus into the page's search field; nothing where there is none in sight. */
export function focusSearch(): void {
  const fields = [...document.querySelectorAll<HTMLInputElement>('main input[type=search]')]
  const field = fields.find((candidate) => candidate.offsetParent !== null)
  field?.focus()
  field?.select()
}

/** Moves the focus to the row after (1) or before (-1) the one that has it, or begins at the open or the first one. */
export function focusRow(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('main [data-row-link]')].filter(
    (candidate) => candidate.offsetParent !== null,
  )
  const focused = document.activeElement
  const row = focused?.closest('[data-row-id]')
  const current = links.findIndex((link) => link === focused || row?.contains(link))
  const open = links.findIndex((link) => link.getAttribute('aria-current') === 'true')
  const next = current >= 0 ? links[current + step] : open >= 0 ? links[open + step] : links[0]
  next?.focus()
}
