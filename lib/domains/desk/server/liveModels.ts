import { defineLiveModel, type CapturedRow, type LiveModel } from '../../../realtime/server/liveDomain.ts'
import { userTopic } from '../../../realtime/protocol/topic.ts'

interface SavedFilterRow extends CapturedRow {
  readonly userId: string
}

/** What is announced of a person's desk. Pure: the capture triggers are generated from it. */
export const deskModels: Readonly<Record<string, LiveModel>> = {
  SavedFilter: defineLiveModel<SavedFilterRow>({
    entity: 'saved_filter',
    route: ['userId'],
    signal: {},
    topics: (row) => [userTopic(row.userId)],
  }),
}
