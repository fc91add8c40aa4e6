// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { createTestDesk } from '@/hooks/testing/createTestDesk.tsx'
import type { Preferences } from '@/lib/domains/notifications/contract/delivery.ts'
import { PreferencesSection } from './PreferencesSection'

const PREFERENCES: Preferences = {
  email: 'ada@hospital.example',
  phone: null,
  quiet_hours: [{ days: [1, 2], from: '22:00', to: '06:00' }],
  time_zone: 'Europe/Berlin',
  quiet_until: null,
  choices: { mention: { push: false } },
  rules: [{ type: 'system', channel: 'email', rule: 'always' }],
  available: ['email', 'sms', 'push'],
  push_key: null,
  devices: [],
}

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** The section over a server that has these preferences. Returns what was asked of it. */
async function show(
  preferences: Preferences,
): Promise<{ readonly method: string; readonly body: unknown }[]> {
  const asked: { method: string; body: unknown }[] = []
  vi.stubGlobal('fetch', (_path: string, { method = 'GET', body }: RequestInit) => {
    asked.push({ method, body: typeof body === 'string' ? JSON.parse(body) : null })
    return Promise.resolve(Response.json(preferences))
  })
  const desk = createTestDesk()
  render(<PreferencesSection />, { wrapper: desk.wrapper })
  await act(() => desk.connect())
  for (const topic of ['user:ada', 'everyone']) await act(async () => desk.answerSubscribe(topic, 1))
  return asked
}

const box = (name: string | RegExp): HTMLInputElement => screen.getByRole('checkbox', { name })

test('defaults, own choices and the site’s rules show; a choice is sent', async () => {
  const asked = await show(PREFERENCES)
  await waitFor(() => expect(box('You are mentioned: E-mail').checked).toBe(true))
  expect(box('You are mentioned: Push').checked).toBe(false)
  expect(box('You are mentioned: Text message').checked).toBe(false)
  expect(box(/notice.*E-mail, always/).disabled).toBe(true)
  fireEvent.click(box('You are mentioned: Text message'))
  await waitFor(() =>
    expect(asked).toContainEqual({ method: 'PATCH', body: { choices: { mention: { sms: true } } } }),
  )
})

test('quiet hours are sent when they are saved, and not before', async () => {
  const asked = await show(PREFERENCES)
  fireEvent.click(await screen.findByRole('button', { name: 'Wed' }))
  expect(asked.filter(({ method }) => method === 'PATCH')).toEqual([])
  fireEvent.click(screen.getByRole('button', { name: 'Save quiet hours' }))
  await waitFor(() =>
    expect(asked).toContainEqual({
      method: 'PATCH',
      body: { quiet_hours: [{ days: [1, 2, 3], from: '22:00', to: '06:00' }] },
    }),
  )
})

test('a site that sends nothing says so', async () => {
  await show({ ...PREFERENCES, available: [] })
  expect(await screen.findByText(/This site sends no mail/)).toBeTruthy()
  expect(screen.queryByRole('checkbox')).toBeNull()
})
