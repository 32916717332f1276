import type { ReactNode } from 'react'

interface Props {
  title: string
  about?: string
  /** What one does here, at the end of the title's line. */
  actions?: ReactNode
  children?: ReactNode
}

/** A part of a page, on a card of its own. */
export function Section({ title, about, actions, children }: Props) {
  return (
    <section className="flex flex-col gap-4 rounded-2xl border border-border bg-surface p-5 shadow-sm sm:p-6">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 max-w-2xl">
          <h2 className="font-semibold">{title}</h2>
          {about ? <p className="mt-1 text-muted text-sm">{about}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
      {children}
    </section>
  )
}

/** A name and what it is. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-border border-b py-3 first:pt-0 last:border-b-0 last:pb-0">
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="min-w-0 break-words font-medium text-sm">{children}</dd>
    </div>
  )
}
