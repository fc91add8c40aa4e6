import { useCallback, useEffect, useRef, useState } from 'react'
import { apiFetch } from '../apiFetch.ts'

/** Reading is said once it has rested for so long, in ms. */
const REST_MS = 300

/** Says how far one has read a conversation, once for each number, and only while the page is in sight. */
export function useMarkRead(conversationId: string, alreadyRead: number): (upTo: number) => void {
  const [seen, setSeen] = useState(0)
  const isVisible = useIsVisible()
  const said = useRef(0)
  useEffect(() => {
    if (!isVisible || seen <= Math.max(said.current, alreadyRead)) return
    const timer = setTimeout(() => {
      said.current = seen
      const path = `/api/messages/conversations/${conversationId}/read`
      apiFetch(path, { method: 'POST', body: { number: seen } }).catch(() => void (said.current = 0))
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [conversationId, seen, alreadyRead, isVisible])
  return useCallback((upTo: number) => setSeen((last) => Math.max(last, upTo)), [])
}

function useIsVisible(): boolean {
  const [isVisible, setVisible] = useState(true)
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible')
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return isVisible
}
