import { keepIcon } from './keepIcon'
import { keepTitle } from './keepTitle'

/** Says in the tab's title and icon, and on the app's where it is kept as one, how much is unread. Returns the undo. */
export function keepBadges(count: number): () => void {
  const undo = [keepTitle(count), keepIcon(count > 0)]
  const app: Partial<Pick<Navigator, 'setAppBadge'>> = navigator
  // Where the system shows none there is nothing to do about it.
  app.setAppBadge?.(count).catch(() => undefined)
  return () => undo.forEach((takeBack) => takeBack())
}
