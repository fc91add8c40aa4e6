import { useRealtime } from '../RealtimeContext.ts'
import { postSignForm } from './postSignForm.ts'

/**
 * Ends this browser's session. False when the server could not be asked: one is still signed in then. The connection closes
 * first, so that the end of the session is no news to this page.
 */
export function useSignOut(): () => Promise<boolean> {
  const { client } = useRealtime()
  return async () => {
    client.close()
    const answer = await postSignForm('signout', {})
    const isOut = answer !== null && answer.status < 400
    if (!isOut) client.start()
    return isOut
  }
}
