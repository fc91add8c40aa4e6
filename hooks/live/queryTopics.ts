import type { Query } from '@tanstack/react-query'

/** The topics that a live query reads; none for any other query. */
export function queryTopics(query: Query): readonly string[] {
  const topics = query.meta?.['topics']
  return Array.isArray(topics) ? (topics as string[]) : []
}

/** Whether events of the topic can change what the query shows. */
export const reads = (query: Query, topic: string): boolean => queryTopics(query).includes(topic)
