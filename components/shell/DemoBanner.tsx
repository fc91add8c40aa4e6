/** On every page of a demo hospital that others can reach. */
export function DemoBanner() {
  return (
    <p className="border-b border-violet-line bg-violet-soft px-4 py-1 text-center text-sm text-violet-text print:hidden">
      This is a demo hospital with public passwords. Put nothing real into it.
    </p>
  )
}
