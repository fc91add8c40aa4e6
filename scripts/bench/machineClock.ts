/** Ms on the clock that all processes of a machine share: what two of them note can be subtracted. */
export function machineNow(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
