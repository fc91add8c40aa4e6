import type { ServerQuestions } from './serverQuestions.ts'

/** What a server in which people talk answers, ours and the bare one. */
export type TalkQuestions = Pick<ServerQuestions, 'begin' | 'end'> & {
  /** Opens a conversation of so many people: where to listen, and a token for each. */
  talk: (asked: { readonly people: number }) => Promise<{
    readonly port: number
    readonly conversationId: string
    readonly tokens: readonly string[]
  }>
  /** One of them says it. Answers once it is sent, with when that was begun, in ms on the machine's clock. */
  say: (asked: { readonly words: string }) => Promise<{ readonly id: string; readonly at: number }>
}
