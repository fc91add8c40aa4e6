/** How a form treats one of its fields. */
export interface FieldRule<T, V> {
  /** What people call it. */
  readonly label: string
  /** The value in words; '' for none. */
  readonly show: (value: T) => string
  /** Whether two values mean the same. Default: they are identical. */
  readonly isSame?: (one: T, other: T) => boolean
  /** What is wrong with it, in a sentence; undefined: nothing. */
  readonly problem?: (value: T, values: V) => string | undefined
  /** What the server calls it. */
  readonly wire: string
}

/** A rule for every field. */
export type FormRules<V> = { readonly [K in keyof V]: FieldRule<V[K], V> }

/** What somebody else saved in a field while the form was open. */
export interface FieldNews<T> {
  /** The value that both began from. */
  readonly before: T
  readonly theirs: T
  /** Id of who saved it; null where that is not known. */
  readonly by: string | null
  /** Both changed it, each in another way, and nobody has chosen yet. False: it was untouched here, and follows theirs. */
  readonly isConflict: boolean
}

/** A row's values at a version. */
export interface VersionedValues<V> {
  readonly version: number
  readonly values: V
}

/** A form over a row that others may change meanwhile, or (`version` null) over a row that is yet to be. */
export interface FormState<V> {
  readonly version: number | null
  /** What is saved, as far as it is known here. */
  readonly base: V
  /** What stands in the form. */
  readonly mine: V
  readonly news: { readonly [K in keyof V]?: FieldNews<V[K]> }
}

/** Which of two values a field is to have. */
export type Side = 'mine' | 'theirs'

/** The names of a form's fields, in the order of its rules. */
export const fieldNames = <V>(rules: FormRules<V>): (keyof V & string)[] =>
  Object.keys(rules) as (keyof V & string)[]

export const startForm = <V>(values: V, version: number | null): FormState<V> => ({
  version,
  base: values,
  mine: values,
  news: {},
})

const isSame = <V, K extends keyof V>(rules: FormRules<V>, name: K, one: V[K], other: V[K]): boolean =>
  (rules[name].isSame ?? Object.is)(one, other)

/** Whether the field differs from what is saved. */
export const isTouched = <V, K extends keyof V>(rules: FormRules<V>, state: FormState<V>, name: K): boolean =>
  !isSame(rules, name, state.mine[name], state.base[name])

/** The fields that differ from what is saved. */
export const touchedFields = <V>(rules: FormRules<V>, state: FormState<V>): (keyof V & string)[] =>
  fieldNames(rules).filter((name) => isTouched(rules, state, name))

/** The fields in which a choice is to be made before anything can be saved. */
export const conflictsOf = <V>(rules: FormRules<V>, state: FormState<V>): (keyof V & string)[] =>
  fieldNames(rules).filter((name) => state.news[name]?.isConflict)

/**
 * The form on top of what somebody else has saved: untouched fields follow, touched ones stay, and where both differ it is a
 * conflict. Nothing that was typed is lost. Older versions change nothing.
 */
export function rebase<V>(
  rules: FormRules<V>,
  state: FormState<V>,
  newer: VersionedValues<V>,
  by: string | null = null,
): FormState<V> {
  if (state.version === null || newer.version <= state.version) return state
  const moved: FormState<V> = { ...state, version: newer.version, base: newer.values }
  return fieldNames(rules).reduce((next, name) => rebaseField(rules, next, state, name, by), moved)
}

function rebaseField<V, K extends keyof V>(
  rules: FormRules<V>,
  next: FormState<V>,
  last: FormState<V>,
  name: K,
  by: string | null,
): FormState<V> {
  const [before, theirs, mine] = [last.base[name], next.base[name], last.mine[name]]
  if (isSame(rules, name, before, theirs)) return next
  if (isSame(rules, name, mine, theirs)) return withNews(next, name, undefined)
  const isConflict = !isSame(rules, name, mine, before)
  const first = last.news[name]?.before ?? before
  const isTakenBack = isSame(rules, name, first, theirs)
  const told = withNews(next, name, isTakenBack ? undefined : { before: first, theirs, by, isConflict })
  return isConflict ? told : withValue(told, name, theirs)
}

/** The form with another value in one field. What now equals the saved value is no conflict any more. */
export function change<V, K extends keyof V>(
  rules: FormRules<V>,
  state: FormState<V>,
  name: K,
  value: V[K],
): FormState<V> {
  const next = withValue(state, name, value)
  const isSettled = !state.news[name]?.isConflict || isSame(rules, name, value, state.base[name])
  return isSettled ? withNews(next, name, undefined) : next
}

/** The form with the choice made in one field: what was here before they saved, or theirs. */
export function choose<V, K extends keyof V>(state: FormState<V>, name: K, side: Side): FormState<V> {
  const news = state.news[name]
  if (!news) return state
  const mine = news.isConflict ? state.mine[name] : news.before
  return withNews(withValue(state, name, side === 'mine' ? mine : news.theirs), name, undefined)
}

const withValue = <V, K extends keyof V>(state: FormState<V>, name: K, value: V[K]): FormState<V> => ({
  ...state,
  mine: { ...state.mine, [name]: value },
})

function withNews<V, K extends keyof V>(
  state: FormState<V>,
  name: K,
  news: FieldNews<V[K]> | undefined,
): FormState<V> {
  return { ...state, news: { ...state.news, [name]: news } }
}
