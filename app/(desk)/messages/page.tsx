/** Nothing is open: the layout says what can be done. */
export default function MessagesPage() {
  return null
}
