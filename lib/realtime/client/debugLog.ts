/** Prints for whoever debugs. The browser's console fits. */
export type DebugLog = (message: string, detail?: unknown) => void

/** Says nothing. */
export const SILENT: DebugLog = () => undefined

/** The console, while `localStorage.wardline_debug` is set (CLI-6). */
export const browserDebugLog: DebugLog = (message, detail) => {
  if (!isWanted()) return
  // oxlint-disable-next-line no-console -- this is the console's own switch
  if (detail === undefined) console.log(message)
  // oxlint-disable-next-line no-console -- as above
  else console.log(message, detail)
}

/** Some browsers throw where storage is forbidden. */
function isWanted(): boolean {
  try {
    return (localStorage.getItem('wardline_debug') ?? '') !== ''
  } catch {
    return false
  }
}
