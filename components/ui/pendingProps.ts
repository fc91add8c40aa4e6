/** What keeps a button that waits for an answer in place, focusable, and without effect. */
const PENDING = { 'aria-disabled': true, type: 'button', onPress: () => undefined } as const

/**
 * Props to lay over a button's own. The `isPending` of react-aria is not used: its announcement refers to the button by id and
 * dangles once the dialog around it has closed.
 */
export function pendingProps(isPending: boolean): typeof PENDING | Record<never, never> {
  return isPending ? PENDING : {}
}
