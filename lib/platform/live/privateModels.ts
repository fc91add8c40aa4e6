/** Every Prisma model that is not announced, with the reason. What stands neither here nor in a domain fails a test. */
export const privateModels = {
  SessionActivity: 'changes with every request; being seen is not news',
  RefreshFamily: 'credentials of one script, read by nobody else',
  SetUpToken: 'a credential, gone before anybody is there to hear of it',
  NumberSeries: 'a counter; the row that took the number is announced',
  AuditEntry: 'written by the capture itself',
  IdempotencyKey: 'bookkeeping of one write',
  KeyFingerprint: 'written once, at the first start',
  LiveOutbox: 'the capture itself',
  LiveLog: 'the log itself',
  LiveHead: 'the log itself',
  LiveTopic: 'the log itself',
  LiveDeadLetter: 'written by the relay; the topics concerned get a reset',
  LiveProcess: 'changes every second',
} as const satisfies Readonly<Record<string, string>>

export type PrivateModel = keyof typeof privateModels

/** Whether a Prisma model is listed as private. Every other one is live. */
export function isPrivateModel(model: string): model is PrivateModel {
  return Object.hasOwn(privateModels, model)
}
