/** The calendar year at the site. `at` in ms since the epoch, `timeZone` as IANA names it. */
export function siteYear(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { timeZone, year: 'numeric' })
  return Number(format.format(at))
}
