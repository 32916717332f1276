import { Link, Outlet } from '@tanstack/react-router'
import {
  Building2,
  CreditCard,
  KeyRound,
  type LucideIcon,
  ScrollText,
  ShieldCheck,
  Users,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { includes, useRole } from '../../app/role'
import { Page } from '../../ui/Page'

/** The settings of the organisation, side by side; what one may not see is not there. */
export function SettingsLayout() {
  const { t } = useTranslation()
  const decides = includes(useRole(), 'admin')
  const parts = [
    { to: '/settings', label: t('Organisation'), icon: Building2, all: true },
    { to: '/settings/team', label: t('Team'), icon: Users, all: true },
    { to: '/settings/api-keys', label: t('API keys'), icon: KeyRound, all: false },
    { to: '/settings/single-sign-on', label: t('Single sign-on'), icon: ShieldCheck, all: false },
    { to: '/settings/audit-log', label: t('Audit log'), icon: ScrollText, all: false },
    { to: '/settings/plan', label: t('Plan and usage'), icon: CreditCard, all: true },
  ] as const satisfies { to: string; label: string; icon: LucideIcon; all: boolean }[]
  return (
    <Page title={t('Settings')}>
      <div className="flex flex-col gap-6 md:flex-row md:items-start">
        <nav
          aria-label={t('Settings')}
          className="flex shrink-0 gap-1 overflow-x-auto md:sticky md:top-6 md:w-52 md:flex-col"
        >
          {parts
            .filter((part) => part.all || decides)
            .map(({ to, label, icon: Icon }) => (
              <Link
                key={to}
                to={to}
                activeOptions={{ exact: true }}
                className="flex min-h-11 items-center gap-3 whitespace-nowrap rounded-xl px-3 font-medium text-muted text-sm hover:bg-default hover:text-foreground data-[status=active]:bg-accent-soft data-[status=active]:text-accent-soft-foreground"
              >
                <Icon size={18} aria-hidden />
                {label}
              </Link>
            ))}
        </nav>
        <div className="flex min-w-0 flex-1 flex-col gap-6">
          <Outlet />
        </div>
      </div>
    </Page>
  )
}
