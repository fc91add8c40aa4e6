import { userTopic } from '../../../realtime/protocol/topic.ts'
import { UNITS_TOPIC, unitTopic, type DeskActor } from '../contract.ts'
import { readsAllUnits } from '../policy.ts'

/** What the server subscribes for a person at connect: their own things, and their unit or all of them. */
export function autoTopics(actor: DeskActor): readonly string[] {
  return [userTopic(actor.userId), ...unitTopics(actor)]
}

/** The topics of the units that a person reads: all of them at once, or their own. */
export function unitTopics(actor: DeskActor): readonly string[] {
  if (readsAllUnits(actor)) return [UNITS_TOPIC]
  return actor.unitId === null ? [] : [unitTopic(actor.unitId)]
}
