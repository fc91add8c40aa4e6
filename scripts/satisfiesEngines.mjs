/**
 * Whether a Node version fits the range in package.json: alternatives of `^major.minor` or `>=major`, which is all that
 * we write there. The packages that know all of the grammar are not installed yet when this is asked.
 * @param {string} version
 * @param {string} range
 */
export function satisfiesEngines(version, range) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return range.split('||').some((alternative) => {
    const [, operator, wantedMajor, wantedMinor = '0'] =
      /^(\^|>=)(\d+)(?:\.(\d+))?/.exec(alternative.trim()) ?? []
    if (major === Number(wantedMajor)) return minor >= Number(wantedMinor)
    return operator === '>=' && major > Number(wantedMajor)
  })
}
