import { useEffect } from 'react'

/**
 * A rule for paper, such as `@page`, that holds while the component is there. It goes in as a sheet of its own: the
 * page's policy lets nobody write style elements.
 */
export function usePrintRule(css: string): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
    }
  }, [css])
}
