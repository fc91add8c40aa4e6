import { postSignForm } from './postSignForm.ts'

export interface Credentials {
  readonly email: string
  readonly password: string
}

/** Why a sign-in failed, as far as one may know. */
export type SignInFailure = 'refused' | 'rate_limited' | 'unavailable' | 'unreachable'

/** Signs this browser in; null when it worked. Whether an account exists is never told. */
export async function signIn({ email, password }: Credentials): Promise<SignInFailure | null> {
  const answer = await postSignForm('callback/credentials', { email, password })
  if (answer === null) return 'unreachable'
  if (answer.status >= 500) return 'unavailable'
  const error = answer.error
  if (answer.status === 429 || error === 'rate_limited') return 'rate_limited'
  if (error === 'unavailable') return 'unavailable'
  return answer.status >= 400 || error !== null ? 'refused' : null
}
