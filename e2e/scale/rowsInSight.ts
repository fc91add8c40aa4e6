import type { Page } from '@playwright/test'

/** The places of the rows that stand in sight with their content, from the top. */
export const rowsInSight = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => {
    const pane = document.querySelector('[data-scroll-pane]')?.getBoundingClientRect()
    return [...document.querySelectorAll('[role="row"][data-index]')]
      .filter((row) => {
        const { top, bottom } = row.getBoundingClientRect()
        return (
          pane !== undefined &&
          bottom > pane.top &&
          top < pane.bottom &&
          row.getAttribute('aria-busy') !== 'true'
        )
      })
      .map((row) => Number(row.getAttribute('aria-rowindex')) - 2)
      .toSorted((a, b) => a - b)
  })
