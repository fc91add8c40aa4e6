import { browserDrafts } from '../forms/browserDrafts.ts'
import { useRealtime } from '../RealtimeContext.ts'
import { postSignForm } from './postSignForm.ts'

/**
 * Ends this browser's session. False when the server could not be asked: one is still signed in then. The connection closes
 * first, so that the end of the session is no news to this page. Drafts and unsent messages go with the session.
 */
export function useSignOut(): () => Promise<boolean> {
  const { client } = useRealtime()
  return async () => {
    client.close()
    const answer = await postSignForm('signout', {})
    const isOut = answer !== null && answer.status < 400
    if (isOut) await forgetWriting()
    else client.start()
    return isOut
  }
}

async function forgetWriting(): Promise<void> {
  browserDrafts().wipe()
  try {
    const { wipeBrowserQueue } = await import('../messages/queue/browserQueue.ts')
    await wipeBrowserQueue()
  } catch {
    // The server is gone again, or this browser stores nothing. What is kept is sealed, and the next person's page forgets it.
  }
}
