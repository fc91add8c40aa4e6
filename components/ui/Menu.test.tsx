// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { Button } from './Button'
import { Menu, MenuItem, MenuSection } from './Menu'

// The primitive asks for it, and jsdom has none.
vi.stubGlobal('CSS', { escape: (text: string) => text })
afterEach(cleanup)

function renderMenu() {
  const onAction = vi.fn<() => void>()
  render(
    <Menu label="Fruit" trigger={<Button>Pick</Button>}>
      <MenuSection title="Ripe">
        <MenuItem onAction={onAction}>Apple</MenuItem>
        <MenuItem>Pear</MenuItem>
      </MenuSection>
    </Menu>,
  )
  return { onAction, button: screen.getByRole('button', { name: 'Pick' }) }
}

test('the first press, made before the panel is loaded, opens it once it is there', async () => {
  const { button, onAction } = renderMenu()
  expect(button.getAttribute('aria-haspopup')).toBe('menu')
  expect(button.getAttribute('aria-expanded')).toBe('false')
  fireEvent.click(button)
  expect(button.getAttribute('aria-expanded')).toBe('true')
  expect(screen.queryByRole('menu')).toBeNull()
  // The press has it loaded, which takes as long as it takes; opening takes no time any more.
  await import('./MenuPanel')
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Apple' }))
  expect(onAction).toHaveBeenCalledOnce()
  expect(button.getAttribute('aria-expanded')).toBe('false')
  expect(screen.queryByRole('menu')).toBeNull()
})

test.each([
  ['ArrowDown', 'Apple'],
  ['ArrowUp', 'Pear'],
])('%s on the button opens the menu at %s', async (key, name) => {
  const { button } = renderMenu()
  fireEvent.keyDown(button, { key })
  const item = await screen.findByRole('menuitem', { name })
  await vi.waitFor(() => expect(document.activeElement).toBe(item))
})
