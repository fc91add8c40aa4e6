import { createDraftStore, type DraftStore } from './draftStore.ts'

let store: DraftStore | undefined

/** The drafts of this browser. For pages only: the server has none. */
export function browserDrafts(): DraftStore {
  store ??= createDraftStore({
    local: storageOf('localStorage'),
    tab: storageOf('sessionStorage'),
    now: Date.now,
  })
  return store
}

/** A browser that forbids storage throws as soon as one asks for it. */
function storageOf(name: 'localStorage' | 'sessionStorage') {
  try {
    return window[name]
  } catch {
    const nothing = () => null
    return { getItem: nothing, setItem: nothing, removeItem: nothing, key: nothing, length: 0 }
  }
}
