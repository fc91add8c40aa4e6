/** One way out of the system. */
export interface Transport<Message> {
  /**
   * Resolves once the other side has taken the message, with its name for it where it gives one.
   * Rejects with an `OutboundError`; `signal` ends the try.
   */
  send(message: Message, signal: AbortSignal): Promise<string | null>
  close(): void
}

/** A mail. `id` is the same whenever it is sent again, so that a second copy can be recognised. */
export interface Mail {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Where one ends these mails. */
  readonly unsubscribeUrl: string
}

/** A text message. `id` is the same whenever it is sent again. */
export interface TextMessage {
  readonly id: string
  /** With country code, as in +4930123456. */
  readonly to: string
  readonly text: string
}

/** A push. `id` is the same whenever it is sent again. */
export interface PushMessage {
  readonly id: string
  readonly subscription: { readonly endpoint: string; readonly p256dh: string; readonly auth: string }
  readonly payload: string
  readonly isUrgent: boolean
}
