import type { ReactNode } from 'react'

interface Props {
  /** What the table lists, for whoever does not see it. */
  label: string
  /** The columns' headings; an empty one has buttons below it. */
  columns: string[]
  children: ReactNode
}

/** A table that scrolls by itself where the screen is too narrow. */
export function Table({ label, columns, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="overflow-x-auto" aria-label={label} tabIndex={0}>
      <table className="w-full min-w-md border-collapse text-sm">
        <thead>
          <tr className="border-border border-b text-start text-muted text-xs">
            {columns.map((column) =>
              column === '' ? (
                <td key={column} />
              ) : (
                <th key={column} scope="col" className="px-2 pb-2 text-start font-medium first:ps-0">
                  {column}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

export function Row({ children }: { children: ReactNode }) {
  return <tr className="border-border border-b last:border-b-0">{children}</tr>
}

export function Cell({ children, isEnd = false }: { children?: ReactNode; isEnd?: boolean }) {
  return <td className={`px-2 py-3 align-middle first:ps-0 ${isEnd ? 'text-end' : ''}`}>{children}</td>
}
