/** Spreadsheets run what begins so as a formula, quoted or not. */
const FORMULA = /^[=+\-@\t\r]/
const NEEDS_QUOTES = /[",;\r\n]|^\s|\s$/
/** Without it Excel takes UTF-8 for something else. */
const BYTE_ORDER_MARK = '\uFEFF'

/** One line of a CSV file, its end included. No cell of it is ever run as a formula: those get a leading `'`. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** What a CSV download is made of. */
export interface CsvFile {
  /** Plain ASCII letters, digits, `-` and `.`. */
  readonly fileName: string
  readonly header: readonly string[]
  /** Rows, some at a time; the next ones are asked for when the reader has taken those before. */
  readonly pages: AsyncIterable<readonly (readonly string[])[]>
}

/**
 * Answers a CSV file that is read while it is sent, so that it may be of any length. A failure on the way breaks the
 * download off, which browsers show: nobody takes half a file for a whole one.
 */
export function csvResponse({ fileName, header, pages }: CsvFile): Response {
  const iterator = pages[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(BYTE_ORDER_MARK + csvLine(header)))
    },
    async pull(controller) {
      const page = await iterator.next()
      if (page.done) controller.close()
      else controller.enqueue(encoder.encode(page.value.map(csvLine).join('')))
    },
    async cancel() {
      await iterator.return?.()
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'x-content-type-options': 'nosniff',
    },
  })
}
