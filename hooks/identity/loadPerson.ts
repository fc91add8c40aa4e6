import { PEOPLE_MAX, type PeopleList, type PersonName } from '@/lib/domains/identity/contract.ts'
import { apiFetch } from '../apiFetch.ts'

type Answer = Promise<ReadonlyMap<string, PersonName>>

/** The question that is being put together. */
let question: { readonly ids: Set<string>; readonly answer: Answer } | null = null

/** What somebody is called; null where nobody has this id. All that is asked in one turn goes in one request. */
export async function loadPerson(id: string): Promise<PersonName | null> {
  if (question === null || question.ids.size >= PEOPLE_MAX) question = ask()
  const { ids, answer } = question
  ids.add(id)
  return (await answer).get(id) ?? null
}

function ask() {
  const ids = new Set<string>()
  const answer: Answer = new Promise((resolve, reject) => {
    setTimeout(() => {
      if (question?.ids === ids) question = null
      apiFetch<PeopleList>(`/api/people?ids=${[...ids].join(',')}`).then(
        ({ items }) => resolve(new Map(items.map((person) => [person.id, person]))),
        reject,
      )
    }, 0)
  })
  return { ids, answer }
}
