/** Why this browser cannot take pushes, as a sentence; null: it can. */
export function pushObstacle(): string | null {
  if (!window.isSecureContext) return 'Push needs https. This page came by plain http.'
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) {
    return 'This browser has no push.'
  }
  if (Notification.permission === 'denied') {
    return 'Push is blocked for this site. Allow notifications in the browser’s settings for it.'
  }
  return null
}

/** This browser's subscription, as the server takes it. Asks for permission; throws a sentence where it is not given. */
export async function subscribeBrowser(pushKey: string): Promise<PushSubscriptionJSON> {
  if ((await Notification.requestPermission()) !== 'granted') {
    throw new Error('The browser was not allowed to show notifications.')
  }
  const registration = await navigator.serviceWorker.register('/sw.js')
  await navigator.serviceWorker.ready
  const key = Uint8Array.from(atob(pushKey.replaceAll('-', '+').replaceAll('_', '/')), (sign) =>
    sign.charCodeAt(0),
  )
  const old = await registration.pushManager.getSubscription()
  // One of another key, as of another site's data folder, would take no pushes of ours.
  if (old !== null && !isSameKey(old.options.applicationServerKey, key)) await old.unsubscribe()
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  })
  return subscription.toJSON()
}

/** Ends this browser's subscription at its push service. */
export async function unsubscribeBrowser(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration('/')
  const subscription = await registration?.pushManager.getSubscription()
  await subscription?.unsubscribe()
}

function isSameKey(held: ArrayBuffer | null, key: Uint8Array): boolean {
  if (held === null || held.byteLength !== key.length) return false
  const bytes = new Uint8Array(held)
  return key.every((byte, index) => byte === bytes[index])
}
