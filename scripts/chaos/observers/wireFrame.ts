/** A frame of `/ws`, as far as observers look at it. */
export interface WireFrame {
  readonly type: string
  readonly topic?: string
  readonly seq?: number
  readonly epoch?: string
  readonly recovered?: boolean | null
  readonly replayed?: number
  readonly heads?: Readonly<Record<string, number>>
  readonly entity?: string
  readonly action?: string
  readonly data?: Readonly<Record<string, unknown>>
  /** In place of `data`, in a frame that brings the words too. */
  readonly notification?: Readonly<Record<string, unknown>>
  readonly change_id?: string
  /** Seconds. */
  readonly heartbeat_interval?: number
  readonly code?: number | string
}
