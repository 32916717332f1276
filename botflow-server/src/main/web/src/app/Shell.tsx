import { Spinner } from '@heroui/react/spinner'
import { Link, Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { NewOrganization } from '../features/auth/NewOrganization'
import { useMe } from './me'
import { Offline } from './Network'
import { PLACES } from './navigation'
import { MorePlaces, OrganizationMenu, PersonMenu } from './ShellMenus'
import { useSession } from './session'

/** So many places stand in the bar of a phone. */
const ON_PHONES = 3

/** The navigation around every page of an organisation: a rail, or a bar below on phones. */
export function Shell() {
  const { t } = useTranslation()
  const me = useMe()
  const unanswered = useSession((session) => session.unanswered)
  if (me.isPending && !unanswered) {
    return (
      <div className="grid min-h-dvh place-items-center">
        <Spinner aria-label={t('Loading')} />
      </div>
    )
  }
  if (me.data && !me.data.organization) return <NewOrganization />
  return (
    <div className="flex h-dvh flex-col-reverse md:flex-row">
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-accent px-4 py-2 text-accent-foreground focus:not-sr-only focus:fixed focus:start-3 focus:top-3"
      >
        {t('Skip to the content')}
      </a>
      <header className="flex shrink-0 items-center justify-between gap-1 border-border border-t bg-surface px-2 py-1 md:w-20 md:flex-col md:border-e md:border-t-0 md:px-0 md:py-3">
        <OrganizationMenu />
        <nav
          aria-label={t('Main')}
          className="flex gap-1 md:mt-4 md:w-full md:min-h-0 md:flex-1 md:flex-col md:overflow-y-auto md:px-1"
        >
          {PLACES.map(({ to, label, icon: Icon }, index) => (
            <Link
              key={to}
              to={to}
              className={`min-h-12 min-w-14 flex-col items-center justify-center gap-1 rounded-xl px-1 py-1.5 font-medium text-muted text-xs hover:bg-default hover:text-foreground data-[status=active]:bg-accent-soft data-[status=active]:text-accent-soft-foreground ${index < ON_PHONES ? 'flex' : 'hidden md:flex'}`}
            >
              <Icon size={20} aria-hidden />
              <span className="text-center">{t(label)}</span>
            </Link>
          ))}
          <MorePlaces places={PLACES.slice(ON_PHONES)} />
        </nav>
        <PersonMenu />
      </header>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <Offline />
        <main id="content" tabIndex={-1} className="min-h-0 flex-1 overflow-auto outline-none">
          {/* What a page would ask for, nobody answers yet. */}
          {unanswered ? null : <Outlet />}
        </main>
      </div>
    </div>
  )
}
