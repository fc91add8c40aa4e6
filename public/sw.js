// Shows pushes, and nothing else: it answers no request and keeps nothing. What it shows says that there is something.
self.addEventListener('push', (event) => {
  const { title, path, tag } = read(event.data)
  event.waitUntil(self.registration.showNotification(title, { tag, data: { path }, icon: '/icon.svg' }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data?.path ?? '/'))
})

function read(data) {
  try {
    const { title, path, tag } = data.json()
    return { title: String(title), path: String(path), tag: String(tag) }
  } catch {
    return { title: 'You have something new in Wardline.', path: '/', tag: 'wardline' }
  }
}

/** A page that is open is shown and led there; otherwise one is opened. Never another site's. */
async function open(path) {
  const url = new URL(path, self.location.origin)
  if (url.origin !== self.location.origin) return
  const pages = await self.clients.matchAll({ type: 'window' })
  const page = pages.find((candidate) => candidate.focused) ?? pages[0]
  if (page === undefined) return await self.clients.openWindow(url.href)
  await page.focus()
  await page.navigate(url.href)
}
