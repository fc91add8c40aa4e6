import type { Query } from '@tanstack/react-query'

/** The topics that a live query reads; none for any other query. One made by `setQueryData` has them from who shows it. */
export function queryTopics(query: Query): readonly string[] {
  const shown = query.observers.find(({ options }) => options.meta)?.options.meta
  const topics = (shown ?? query.meta)?.['topics']
  return Array.isArray(topics) ? (topics as string[]) : []
}

/** Whether events of the topic can change what the query shows. */
export const reads = (query: Query, topic: string): boolean => queryTopics(query).includes(topic)
