import { showToast } from './toastQueue'

/** Something new that came from elsewhere. */
export interface Arrival {
  /** Another one under the same id takes its place. */
  readonly id: string
  readonly severity: 'info' | 'success' | 'warning' | 'critical'
  readonly title: string
  /** Empty: none. */
  readonly detail: string
  readonly action: { readonly label: string; readonly run: () => void }
}

const ARRIVAL_KINDS = { info: 'info', success: 'success', warning: 'warning', critical: 'error' } as const

/** Undo stays on offer for so long. */
const UNDO_MS = 8_000

/** A short word at the edge of the screen. Errors of a form belong into the form instead. */
export const notify = {
  done(text: string): void {
    showToast((toast) => toast.success(text))
  },
  /** With how to take it back. */
  undoable(text: string, undo: () => void): void {
    showToast((toast) => toast.success(text, { duration: UNDO_MS, action: { label: 'Undo', onClick: undo } }))
  },
  problem(text: string, detail?: string): void {
    showToast((toast) => toast.error(text, { duration: 8_000, ...(detail ? { description: detail } : {}) }))
  },
  /** With how to try again. */
  failed(text: string, retry: () => void): void {
    showToast((toast) => toast.error(text, { duration: 12_000, action: { label: 'Retry', onClick: retry } }))
  },
  /** What is critical stays until somebody does something about it. */
  arrival({ id, severity, title, detail, action }: Arrival): void {
    const options = {
      id,
      duration: severity === 'critical' ? Infinity : 6_000,
      closeButton: severity === 'critical',
      action: { label: action.label, onClick: action.run },
      ...(detail === '' ? {} : { description: detail }),
    }
    showToast((toast) => toast[ARRIVAL_KINDS[severity]](title, options))
  },
  /** It is no news any more. */
  withdraw(id: string): void {
    showToast((toast) => toast.dismiss(id))
  },
}
