import { withCount } from './withCount'

/** Keeps a count before the title of the tab, whatever the page is called. Returns the undo. */
export function keepTitle(count: number): () => void {
  const write = () => {
    const title = withCount(document.title, count)
    if (title !== document.title) document.title = title
  }
  write()
  // Each page brings its own title; then the count is written before that one.
  const observer = new MutationObserver(write)
  observer.observe(document.head, { childList: true, subtree: true, characterData: true })
  return () => {
    observer.disconnect()
    document.title = withCount(document.title, 0)
  }
}
