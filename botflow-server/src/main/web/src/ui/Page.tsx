import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface PageProps {
  title: string
  about?: string
  /** What one does here, at the end of the title's line. */
  actions?: ReactNode
  children: ReactNode
}

/** A page with its title. */
export function Page({ title, about, actions, children }: PageProps) {
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-6 px-4 py-6 sm:px-8 sm:py-10">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="max-w-2xl">
          <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
          {about ? <p className="mt-1 text-muted text-sm">{about}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
      {children}
    </div>
  )
}

interface EmptyProps {
  icon: LucideIcon
  title: string
  about: string
  children?: ReactNode
}

/** What stands where nothing is yet: what would be here, and how to begin. */
export function Empty({ icon: Icon, title, about, children }: EmptyProps) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-2xl border border-border border-dashed px-6 py-14 text-center">
      <span className="grid size-14 place-items-center rounded-2xl bg-accent-soft text-accent-soft-foreground">
        <Icon size={28} aria-hidden />
      </span>
      <h2 className="font-semibold text-lg">{title}</h2>
      <p className="max-w-md text-muted text-sm">{about}</p>
      {children ? <div className="mt-2 flex gap-2">{children}</div> : null}
    </div>
  )
}
