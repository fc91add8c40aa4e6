const ID = 'unread-icon'

/** Keeps a mark on the tab's icon. Browsers take the last icon that the head names. Returns the undo. */
export function keepIcon(isMarked: boolean): () => void {
  if (!isMarked) return () => {}
  const link = document.createElement('link')
  link.id = ID
  link.rel = 'icon'
  link.type = 'image/svg+xml'
  link.href = '/icon-unread.svg'
  const put = () => {
    const icons = document.head.querySelectorAll('link[rel~="icon"]')
    if (icons.item(icons.length - 1) !== link) document.head.append(link)
  }
  put()
  // Each page brings its own icon anew.
  const observer = new MutationObserver(put)
  observer.observe(document.head, { childList: true })
  return () => {
    observer.disconnect()
    link.remove()
  }
}
