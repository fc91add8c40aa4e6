/** Every Prisma model that is not announced, with the reason. What stands neither here nor in a domain fails a test. */
export const privateModels = {
  SessionActivity: 'changes with every request; being seen is not news',
  RefreshFamily: 'credentials of one script, read by nobody else',
  SetUpToken: 'a credential, gone before anybody is there to hear of it',
  NumberSeries: 'a counter; the row that took the number is announced',
  ArchiveAttachmentBytes: 'the attachment that they belong to is announced',
  ConversationHead: 'a counter; the message that took the number is announced',
  ConversationKey: 'a wrapped key, read by the server alone',
  MembershipStart: 'bookkeeping of what the log has announced',
  MessageEdit: 'the message that was changed is announced',
  MessageMention: 'written with its message, which is announced',
  MessageReaction: 'its message is announced with it',
  MessageAttachment: 'announced with the message that takes it',
  MessageAttachmentBytes: 'the message that they belong to is announced',
  NotificationPlan: 'a notification that waits to be planned; its deliveries are announced',
  DeskVisit: 'how far one has read; nobody else hears of it',
  ActivityEntry: 'projected from the log, which has announced it',
  Projection: 'bookkeeping of the projectors',
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
