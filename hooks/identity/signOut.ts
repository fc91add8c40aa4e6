import { postSignForm } from './postSignForm.ts'

/** Ends this browser's session. False when the server could not be asked: one is still signed in then. */
export async function signOut(): Promise<boolean> {
  const answer = await postSignForm('signout', {})
  return answer !== null && answer.status < 400
}
