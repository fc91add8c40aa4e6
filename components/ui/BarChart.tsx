import { toneSolidStyles } from './tone'
import type { Tone } from './tone'

/** One row of bars through all groups. */
export interface BarSeries {
  readonly id: string
  readonly label: string
  readonly tone: Tone
  /** Outlined instead of filled, so that two series differ by more than their colour. */
  readonly isOutlined?: boolean
  /** One for each group; none below zero. */
  readonly values: readonly number[]
}

export interface BarChartProps {
  /** What is shown, as the table's caption. */
  readonly label: string
  /** What the groups are: "Week of". */
  readonly groupsLabel: string
  /** Short, under the bars; the first, the last and some between are written. */
  readonly groups: readonly string[]
  readonly series: readonly BarSeries[]
}

const WIDTH = 360
const HEIGHT = 120
const GAP = 8
const WRITTEN_EVERY = 3

/** Numbers side by side as small bars that move when the numbers do; a table for those who do not see it. */
export function BarChart({ label, groupsLabel, groups, series }: BarChartProps) {
  const top = Math.max(1, ...series.flatMap(({ values }) => values))
  const groupWidth = WIDTH / Math.max(1, groups.length)
  const barWidth = (groupWidth - GAP) / series.length
  return (
    <figure className="grid gap-2">
      <Legend series={series} />
      <div aria-hidden="true" className="flex gap-2">
        <div className="tabular flex flex-col justify-between pb-5 text-right text-xs text-subtle">
          <span>{top}</span>
          <span>0</span>
        </div>
        <div className="min-w-0 grow">
          <svg
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            className="h-30 w-full overflow-visible"
          >
            {[0, HEIGHT].map((y) => (
              <line
                key={y}
                x1="0"
                x2={WIDTH}
                y1={y}
                y2={y}
                className="stroke-line"
                vectorEffect="non-scaling-stroke"
              />
            ))}
            {series.map((each, index) => (
              <g key={each.id} className={toneSolidStyles[each.tone]}>
                {each.values.map((value, group) => (
                  <Bar
                    key={groups[group]}
                    x={group * groupWidth + GAP / 2 + index * barWidth}
                    width={barWidth - 1}
                    height={(value / top) * HEIGHT}
                    isOutlined={each.isOutlined ?? false}
                  />
                ))}
              </g>
            ))}
          </svg>
          <div className="relative mt-1 h-4 text-xs text-subtle">
            {groups.map(
              (group, index) =>
                index % WRITTEN_EVERY === 0 && (
                  <span
                    key={group}
                    className="tabular absolute whitespace-nowrap"
                    style={{ left: `${(index / groups.length) * 100}%` }}
                  >
                    {group}
                  </span>
                ),
            )}
          </div>
        </div>
      </div>
      <table className="sr-only">
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{groupsLabel}</th>
            {series.map(({ id, label: name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group, index) => (
            <tr key={group}>
              <th scope="row">{group}</th>
              {series.map(({ id, values }) => (
                <td key={id}>{values[index]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}

interface BarProps {
  readonly x: number
  readonly width: number
  readonly height: number
  readonly isOutlined: boolean
}

function Bar({ x, width, height, isOutlined }: BarProps) {
  return (
    <rect
      x={x}
      width={width}
      style={{ y: HEIGHT - height, height, transition: 'y 180ms, height 180ms' }}
      fill={isOutlined ? 'var(--color-surface)' : 'currentColor'}
      stroke="currentColor"
      strokeWidth={height > 0 ? 1.5 : 0}
      vectorEffect="non-scaling-stroke"
    />
  )
}

function Legend({ series }: { readonly series: readonly BarSeries[] }) {
  return (
    <div aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      {series.map(({ id, label, tone, isOutlined, values }) => (
        <span key={id} className="inline-flex items-center gap-1.5">
          <svg viewBox="0 0 10 10" className={`size-2.5 ${toneSolidStyles[tone]}`}>
            <rect
              x="1"
              y="1"
              width="8"
              height="8"
              fill={isOutlined ? 'var(--color-surface)' : 'currentColor'}
              stroke="currentColor"
              strokeWidth="1.5"
            />
          </svg>
          {label}
          <span className="tabular text-ink">{values.reduce((sum, value) => sum + value, 0)}</span>
        </span>
      ))}
    </div>
  )
}
