import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LIBRARY_STYLE_HASHES } from './libraryStyles.ts'

const read = (file: string) => readFileSync(`node_modules/${file}`, 'utf8')
const hashOf = (css: string) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`

/** What a React Aria module writes into its style element. */
function ariaStyle(file: string): string {
  const source = read(`react-aria/dist/private/${file}`)
  const template = /style\.textContent = `([^`]*)`/.exec(source)?.[1] ?? ''
  const attribute = /PRESSABLE_ATTRIBUTE = '([^']+)'/.exec(source)?.[1] ?? ''
  return template.replace(/\$\{[^}]*PRESSABLE_ATTRIBUTE\}/, attribute).trim()
}

test('the hashes are those of the style elements that the installed libraries insert', () => {
  const toasts = /^__insertCSS\((".*")\)/m.exec(read('sonner/dist/index.mjs'))?.[1] ?? '""'
  const styles = [
    '',
    JSON.parse(toasts) as string,
    ariaStyle('interactions/usePress.mjs'),
    ariaStyle('overlays/usePreventScroll.mjs'),
  ]
  expect(styles.map(({ length }) => length > 20)).toEqual([false, true, true, true])
  expect(styles.map(hashOf)).toEqual(LIBRARY_STYLE_HASHES)
})
