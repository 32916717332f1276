import { Outlet } from '@tanstack/react-router'
import icon from '../../app/icon.svg'

/** One card in the middle, for whoever is not logged in. */
export function AuthLayout() {
  return (
    <main className="grid min-h-dvh place-items-center bg-background px-4 py-10">
      <div className="w-full max-w-md">
        <div className="mb-6 flex items-center justify-center gap-3">
          <img src={icon} alt="" className="size-10" />
          <span className="font-semibold text-xl tracking-tight">BotFlow</span>
        </div>
        <div className="rounded-2xl border border-border bg-surface p-6 shadow-sm sm:p-8">
          <Outlet />
        </div>
      </div>
    </main>
  )
}
