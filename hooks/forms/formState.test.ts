import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  change,
  choose,
  conflictsOf,
  rebase,
  startForm,
  touchedFields,
  type FormRules,
  type FormState,
} from './formState.ts'

interface Values {
  readonly label: string
  readonly place: string
  readonly ids: readonly string[]
}

const text = { show: String }
const rules: FormRules<Values> = {
  label: { label: 'Title', wire: 'label', ...text },
  place: { label: 'Location', wire: 'location', ...text },
  ids: {
    label: 'Crates',
    wire: 'crate_ids',
    show: (ids) => ids.join(', '),
    isSame: (one, other) => one.toSorted().join() === other.toSorted().join(),
  },
}

const saved: Values = { label: 'A', place: 'B1', ids: ['1', '2'] }
const opened = startForm(saved, 3)
const theirs = (values: Partial<Values>, version = 4) => ({ version, values: { ...saved, ...values } })

describe('what somebody else saves while the form is open', () => {
  test('an untouched field follows, and says what it was', () => {
    const state = rebase(rules, opened, theirs({ place: 'B2' }), 'anna')
    expect(state.mine.place).toBe('B2')
    expect(state.news.place).toEqual({ before: 'B1', theirs: 'B2', by: 'anna', isConflict: false })
    expect(conflictsOf(rules, state)).toEqual([])
    expect(touchedFields(rules, state)).toEqual([])
  })

  test('a touched field stays as it was typed, and is a conflict', () => {
    const typed = change(rules, opened, 'place', 'Cellar')
    const state = rebase(rules, typed, theirs({ place: 'B2' }))
    expect(state.mine.place).toBe('Cellar')
    expect(conflictsOf(rules, state)).toEqual(['place'])
    expect(choose(state, 'place', 'theirs').mine.place).toBe('B2')
    const kept = choose(state, 'place', 'mine')
    expect(kept.mine.place).toBe('Cellar')
    expect(conflictsOf(rules, kept)).toEqual([])
    expect(touchedFields(rules, kept)).toEqual(['place'])
  })

  test('the same change on both sides is no conflict', () => {
    const typed = change(rules, opened, 'ids', ['2', '9', '1'])
    const state = rebase(rules, typed, theirs({ ids: ['9', '1', '2'] }))
    expect(conflictsOf(rules, state)).toEqual([])
    expect(touchedFields(rules, state)).toEqual([])
  })

  test('what followed can be put back', () => {
    const state = choose(rebase(rules, opened, theirs({ label: 'Z' })), 'label', 'mine')
    expect(state.mine.label).toBe('A')
    expect(touchedFields(rules, state)).toEqual(['label'])
  })

  test('typing what they have saved ends the conflict', () => {
    const typed = change(rules, opened, 'label', 'Mine')
    const state = change(rules, rebase(rules, typed, theirs({ label: 'Z' })), 'label', 'Z')
    expect(conflictsOf(rules, state)).toEqual([])
  })

  test('a choice is asked for again when they save once more', () => {
    const typed = change(rules, opened, 'label', 'Mine')
    const kept = choose(rebase(rules, typed, theirs({ label: 'Y' })), 'label', 'mine')
    const again = rebase(rules, kept, theirs({ label: 'Z' }, 5))
    expect(again.news.label).toEqual({ before: 'Y', theirs: 'Z', by: null, isConflict: true })
  })

  test('an open conflict remembers where both began', () => {
    const typed = change(rules, opened, 'label', 'Mine')
    const twice = rebase(rules, rebase(rules, typed, theirs({ label: 'Y' })), theirs({ label: 'Z' }, 5))
    expect(twice.news.label).toMatchObject({ before: 'A', theirs: 'Z' })
  })

  test('they take their change back: nothing is left to choose', () => {
    const typed = change(rules, opened, 'label', 'Mine')
    const back = rebase(rules, rebase(rules, typed, theirs({ label: 'Y' })), theirs({ label: 'A' }, 5))
    expect(back.mine.label).toBe('Mine')
    expect(conflictsOf(rules, back)).toEqual([])
  })

  test('an old version and a new row change nothing', () => {
    expect(rebase(rules, opened, theirs({ label: 'Z' }, 3))).toBe(opened)
    const blank = startForm(saved, null)
    expect(rebase(rules, blank, theirs({ label: 'Z' }))).toBe(blank)
  })
})

test('whatever both sides do: nothing typed is lost, nothing saved is overwritten without a choice', () => {
  const words = fc.constantFrom('a', 'b', 'c')
  const values = fc.record<Values>({
    label: words,
    place: words,
    ids: fc.subarray(['1', '2', '3']),
  })
  const step = fc.oneof(
    fc.record({ do: fc.constant('type' as const), name: fc.constantFrom('label', 'place'), value: words }),
    fc.record({ do: fc.constant('save' as const), values }),
  )
  fc.assert(
    fc.property(values, fc.array(step, { maxLength: 8 }), (first, steps) => {
      let state: FormState<Values> = startForm(first, 1)
      for (const each of steps) {
        const last = state
        if (each.do === 'type') {
          state = change(rules, state, each.name === 'label' ? 'label' : 'place', each.value)
          continue
        }
        state = rebase(rules, state, { version: (last.version ?? 0) + 1, values: each.values })
        const wasTouched = touchedFields(rules, last)
        for (const name of ['label', 'place'] as const) {
          const isTheirs = !wasTouched.includes(name)
          expect(state.mine[name]).toBe(isTheirs ? each.values[name] : last.mine[name])
          const first = last.news[name]?.before ?? last.base[name]
          const isNews = each.values[name] !== last.base[name] && each.values[name] !== first
          if (!isTheirs && isNews && each.values[name] !== last.mine[name])
            expect(conflictsOf(rules, state)).toContain(name)
        }
        // Every field that would overwrite a value that was never seen here waits for a choice.
        for (const name of conflictsOf(rules, state)) expect(touchedFields(rules, state)).toContain(name)
      }
    }),
  )
})
