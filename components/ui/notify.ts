import { toast } from 'sonner'

/** Undo stays on offer for so long. */
const UNDO_MS = 7_000

/** A short word at the edge of the screen. Errors of a form belong into the form instead. */
export const notify = {
  done(text: string): void {
    toast.success(text)
  },
  /** With how to take it back. */
  undoable(text: string, undo: () => void): void {
    toast.success(text, { duration: UNDO_MS, action: { label: 'Undo', onClick: undo } })
  },
  problem(text: string, detail?: string): void {
    toast.error(text, { duration: 8_000, ...(detail ? { description: detail } : {}) })
  },
  /** With how to try again. */
  failed(text: string, retry: () => void): void {
    toast.error(text, { duration: 12_000, action: { label: 'Retry', onClick: retry } })
  },
}
