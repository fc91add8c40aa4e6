import { StatusShape } from './StatusShape'
import type { StatusLook } from './StatusBadge'
import { toneSolidStyles } from './tone'

export interface BarRow {
  readonly id: string
  readonly look: StatusLook
  readonly count: number
}

/** How many are in each state, as bars under one another that move when the numbers do. A table, to those who do not see it. */
export function BarRows({ label, rows }: { readonly label: string; readonly rows: readonly BarRow[] }) {
  const top = Math.max(1, ...rows.map(({ count }) => count))
  return (
    <table className="w-full border-separate border-spacing-y-1.5 text-sm">
      <caption className="sr-only">{label}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">State</th>
          <th scope="col">Count</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, look, count }) => (
          <tr key={id}>
            <th scope="row" className="w-px pr-3 text-left font-normal whitespace-nowrap text-muted">
              <span className="inline-flex items-center gap-1.5">
                <StatusShape shape={look.shape} className={toneSolidStyles[look.tone]} />
                {look.label}
              </span>
            </th>
            <td className="tabular w-full whitespace-nowrap text-ink">
              <span
                aria-hidden="true"
                className={`mr-2 inline-block h-2.5 min-w-0.5 rounded-sm bg-current align-[-1px] transition-[width] duration-180 ${toneSolidStyles[look.tone]}`}
                style={{ width: `${(count / top) * 80}%` }}
              />
              {count.toLocaleString('en-GB')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
