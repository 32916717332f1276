import { Bar, BarChart, CartesianGrid, Legend, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts'
import { useLanguage } from '../../app/language'
import { directionOf } from '../../app/languages'
import type { Day } from './queries'
import { useFigureWords } from './words'

/** A series of a chart. */
export interface Series {
  key: Exclude<keyof Day, 'day'>
  label: string
  color: string
  dashed?: boolean
}

interface Props {
  kind: 'lines' | 'bars'
  days: Day[]
  series: Series[]
  /** What is seen, for whoever does not see it; the table below has the numbers. */
  label: string
}

const HEIGHT_PX = 260
const AXIS_PX = 44

/** Days from the reading side on, each with its numbers below the pointer. */
export function DayChart({ kind, days, series, label }: Props) {
  const words = useFigureWords()
  const rightToLeft = directionOf(useLanguage()) === 'rtl'
  const Chart = kind === 'lines' ? LineChart : BarChart
  return (
    <div role="img" aria-label={label} dir="ltr" className="text-xs">
      <Chart
        responsive
        data={days}
        width="100%"
        height={HEIGHT_PX}
        accessibilityLayer={false}
        margin={{ top: 8, right: 8, bottom: 0, left: 8 }}
      >
        <CartesianGrid vertical={false} stroke="var(--border)" />
        <XAxis
          dataKey="day"
          reversed={rightToLeft}
          tickFormatter={words.day}
          tick={{ fill: 'var(--muted)' }}
          stroke="var(--border)"
          minTickGap={24}
        />
        <YAxis
          allowDecimals={false}
          width={AXIS_PX}
          orientation={rightToLeft ? 'right' : 'left'}
          tickFormatter={words.count}
          tick={{ fill: 'var(--muted)' }}
          stroke="var(--border)"
        />
        <Tooltip
          isAnimationActive={false}
          labelFormatter={(day) => words.wholeDay(String(day))}
          formatter={(value) => words.count(Number(value))}
          contentStyle={{
            background: 'var(--overlay)',
            border: '1px solid var(--border)',
            borderRadius: '0.75rem',
          }}
          itemStyle={{ color: 'var(--foreground)' }}
          cursor={{ stroke: 'var(--border)', fill: 'var(--default)' }}
        />
        <Legend itemSorter={null} formatter={(name) => <span className="text-foreground">{name}</span>} />
        {series.map(({ key, label: name, color, dashed }) =>
          kind === 'lines' ? (
            <Line
              key={key}
              type="monotone"
              dataKey={key}
              name={name}
              stroke={color}
              strokeWidth={2}
              strokeDasharray={dashed ? '4 4' : undefined}
              dot={days.length === 1}
              isAnimationActive={false}
            />
          ) : (
            <Bar key={key} dataKey={key} name={name} stackId="all" fill={color} isAnimationActive={false} />
          ),
        )}
      </Chart>
    </div>
  )
}
