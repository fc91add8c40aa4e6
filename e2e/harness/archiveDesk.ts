import { expect, type Locator, type Page } from '@playwright/test'
import { WITHIN_A_SECOND } from './test.ts'

/** A crate or a request, as the pages call it. */
export interface Numbered {
  readonly id: string
  readonly number: string
}

/** The archive as somebody at a browser uses it: by what is written on the page. */
export class ArchiveDesk {
  readonly page: Page
  readonly #url: string

  /** `page` is signed in. */
  constructor(page: Page) {
    this.page = page
    this.#url = new URL(page.url()).origin
  }

  /** Another tab of the same browser. */
  async another(): Promise<ArchiveDesk> {
    const page = await this.page.context().newPage()
    await page.goto(this.#url)
    return new ArchiveDesk(page)
  }

  async openHome(): Promise<void> {
    await this.#open('/', 'Home')
    await expect(this.#tiles()).toHaveCount(7)
  }

  async openActivity(): Promise<void> {
    await this.#open('/activity', 'Activity')
  }

  async openCrates(): Promise<void> {
    await this.#open('/archive/crates', 'Crates')
    await expect(this.page.getByRole('table', { name: 'Crates' })).toBeVisible()
  }

  /** All requests, closed ones too. */
  async openRequests(): Promise<void> {
    await this.#open('/archive/requests?show=all', 'Requests')
    await expect(this.page.getByRole('table', { name: 'Requests' })).toBeVisible()
  }

  async openCrate({ id, number }: Numbered): Promise<void> {
    await this.#open(`/archive/crates/${id}`, number)
  }

  async openRequest({ id, number }: Numbered): Promise<void> {
    await this.#open(`/archive/requests/${id}`, number)
  }

  async createCrate(title: string, location: string): Promise<Numbered> {
    await this.openCrates()
    await this.page.getByRole('button', { name: 'Register crate' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Title' }).fill(title)
    await dialog.getByRole('textbox', { name: 'Location' }).fill(location)
    await dialog.getByRole('button', { name: 'Register', exact: true }).click()
    return await this.#arrived('/archive/crates/')
  }

  /** On the crate's page. */
  async moveCrate(location: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Edit', exact: true }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Location' }).fill(location)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toBeHidden()
  }

  /** On the crate's page; leads to the new request. */
  async requestThisCrate(reason: string): Promise<Numbered> {
    await this.#askFor('Withdraw…')
    return await this.#sendRequest(reason)
  }

  /** From the list of requests, picking each crate by its number; leads to the new request. */
  async createWithdrawal(crates: readonly Numbered[], reason: string): Promise<Numbered> {
    await this.openRequests()
    await this.page.getByRole('button', { name: 'New request' }).click()
    const picker = this.page.getByRole('dialog').getByRole('combobox', { name: 'Crates' })
    for (const { number } of crates) {
      await picker.fill(number)
      await this.page.getByRole('option', { name: number }).click()
    }
    await this.page.keyboard.press('Escape')
    return await this.#sendRequest(reason)
  }

  /** From the crate's page; leads to the new request. */
  async createTransfer(crate: Numbered, toUnit: string, reason: string): Promise<Numbered> {
    await this.openCrate(crate)
    await this.#askFor('Transfer to another unit…')
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('button', { name: /To unit/ }).click()
    await this.page.getByRole('option', { name: toUnit }).click()
    return await this.#sendRequest(reason)
  }

  /** From the page of a crate whose retention is over; leads to the new request. */
  async createDestruction(crate: Numbered, reason: string): Promise<Numbered> {
    await this.openCrate(crate)
    await this.#askFor('Destroy…')
    return await this.#sendRequest(reason)
  }

  /** On the request's page. */
  async comment(body: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Comment' }).fill(body)
    await this.page.getByRole('button', { name: 'Comment', exact: true }).click()
  }

  /** On the request's page. */
  async changeReason(reason: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Edit', exact: true }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toBeHidden()
  }

  /** On the request's page: presses the button of that name, writes the note where one is given, and confirms. */
  async decide(action: string, note?: string): Promise<void> {
    const button = this.page.getByRole('button', { name: action, exact: true })
    if (action === 'Cancel request') {
      await this.page.getByRole('main').getByRole('button', { name: 'More', exact: true }).click()
      await this.page.getByRole('menuitem', { name: action }).click()
    } else {
      await button.click()
    }
    const dialog = this.page.getByRole('dialog')
    if (note !== undefined) await dialog.getByRole('textbox').fill(note)
    await dialog.getByRole('button', { name: action, exact: true }).click()
    await expect(dialog).toBeHidden()
  }

  /** The state beside the title of the open crate or request. */
  async expectStatus(status: string, options = WITHIN_A_SECOND): Promise<void> {
    await expect(this.#header().getByText(status, { exact: true })).toBeVisible(options)
  }

  /** Words on the open crate or request. */
  async expectDetail(text: string | RegExp, options = WITHIN_A_SECOND): Promise<void> {
    await expect(this.page.getByRole('main').getByText(text).first()).toBeVisible(options)
  }

  async expectGone(noun: string, options = WITHIN_A_SECOND): Promise<void> {
    await expect(this.page.getByText(`This ${noun} is gone`)).toBeVisible(options)
  }

  /** The row of that number, with these words in it. */
  async expectRow({ number }: Numbered, texts: readonly string[], options = WITHIN_A_SECOND): Promise<void> {
    for (const text of texts) await expect(this.row({ number })).toContainText(text, options)
  }

  async expectNoRow(thing: Pick<Numbered, 'number'>, options = WITHIN_A_SECOND): Promise<void> {
    await expect(this.row(thing)).toBeHidden(options)
  }

  row({ number }: Pick<Numbered, 'number'>): Locator {
    return this.page.getByRole('row').filter({ hasText: number })
  }

  /** What the tiles of the home page count, by the words under them. */
  async counts(): Promise<Record<string, number>> {
    const texts = await this.#tiles().allInnerTexts()
    return Object.fromEntries(
      texts.map((text): [string, number] => {
        const [count = '', ...words] = text.split('\n')
        return [words.join(' ').trim(), Number(count)]
      }),
    )
  }

  async expectCounts(expected: Record<string, number>, options = WITHIN_A_SECOND): Promise<void> {
    const tiles = Object.entries(expected).map(([words, count]) =>
      expect(this.page.getByRole('link', { name: `${count} ${words}`, exact: true })).toBeVisible(options),
    )
    await Promise.all(tiles)
  }

  #tiles(): Locator {
    return this.page.getByRole('link', {
      name: /^\d+ (Stored|Requested|Withdrawn|In transfer|Pending|Sent back|Under way)$/,
    })
  }

  #header(): Locator {
    return this.page.locator('header').filter({ has: this.page.getByRole('heading', { level: 1 }) })
  }

  /** On a crate's page. */
  async #askFor(what: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Request', exact: true }).click()
    await this.page.getByRole('menuitem', { name: what }).click()
  }

  async #sendRequest(reason: string): Promise<Numbered> {
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason)
    await dialog.getByRole('button', { name: 'Send request' }).click()
    return await this.#arrived('/archive/requests/')
  }

  /** The page of a new thing: its address has the id, its title is the number. */
  async #arrived(path: string): Promise<Numbered> {
    await this.page.waitForURL((url) => url.pathname.startsWith(path))
    const heading = this.page.getByRole('heading', { level: 1, name: /^[A-Z]{2}-\d{4}-\d{3,}$/ })
    const number = (await heading.textContent()) ?? ''
    return { id: new URL(this.page.url()).pathname.slice(path.length), number }
  }

  async #open(path: string, title: string): Promise<void> {
    await this.page.goto(this.#url + path)
    await expect(this.page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expect(this.page.getByRole('button', { name: 'Connection: Live' })).toBeVisible()
    // Lists stand still under a pointer; ours is to be nowhere.
    await this.page.mouse.move(0, 0)
  }
}
