import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bot, Building2, FlaskConical, type LucideIcon, MessageCircle, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { Empty, Page } from '../../ui/Page'
import { Rest } from '../../ui/Rest'
import { ConnectForm, type Way } from './ConnectForm'
import { useBotNames } from './queries'

const LOCAL = /^https?:\/\/(localhost|127\.|\[::1\]|10\.|192\.168\.)/

function useWays() {
  return useQuery({
    queryKey: ['whatsapp-methods'],
    queryFn: () => good(api.GET('/api/whatsapp-accounts/methods')),
  })
}

/** How a number comes here: first the way, then its steps. */
export function ConnectPage() {
  const { t } = useTranslation()
  const [way, setWay] = useState<Way | null>(null)
  const ways = useWays()
  const bots = useBotNames()
  const all: { id: Way; icon: LucideIcon; title: string; about: string }[] = [
    {
      id: 'sandbox',
      icon: FlaskConical,
      title: t('A number to try'),
      about: t('Of this demo’s own network: ready at once, reaches nobody outside.'),
    },
    {
      id: 'cloud_api',
      icon: MessageCircle,
      title: t('Meta Cloud API'),
      about: t('A contract with Meta. You need an app and a token of it; the page says where they are.'),
    },
    {
      id: '360dialog',
      icon: Building2,
      title: '360dialog',
      about: t('A contract with 360dialog, a monthly fee for each number. You need one key.'),
    },
  ]
  if (way && bots.data) return <ConnectForm way={way} bots={bots.data} back={() => setWay(null)} />
  return (
    <Page
      title={t('Connect a number')}
      about={t('How do you reach the WhatsApp network? Both ways send and receive the same.')}
    >
      {ways.data && LOCAL.test(ways.data.server) ? (
        <p className="flex items-start gap-3 rounded-2xl border border-border bg-warning-soft p-4 text-sm text-warning-soft-foreground">
          <TriangleAlert size={18} className="mt-0.5 shrink-0" aria-hidden />
          {t('WhatsApp cannot reach this server at {{address}}: set http.public_url to its public address.', {
            address: ways.data.server,
          })}
        </p>
      ) : null}
      {bots.data?.length === 0 ? (
        <Empty icon={Bot} title={t('No bots yet')} about={t('A number needs a bot that answers on it.')}>
          <Link to="/bots/new" className="button button--primary">
            {t('New bot')}
          </Link>
        </Empty>
      ) : null}
      <ul className="grid gap-4 sm:grid-cols-2">
        {(bots.data?.length ? all : [])
          .filter((each) => ways.data?.methods.includes(each.id))
          .map(({ id, icon: Icon, title, about }) => (
            <li key={id}>
              <button
                type="button"
                onClick={() => setWay(id)}
                className="flex h-full w-full items-start gap-4 rounded-2xl border border-border bg-surface p-5 text-start shadow-sm transition hover:border-accent"
              >
                <span className="grid size-12 shrink-0 place-items-center rounded-xl bg-accent-soft text-accent-soft-foreground">
                  <Icon size={24} aria-hidden />
                </span>
                <span>
                  <span className="block font-semibold">{title}</span>
                  <span className="mt-1 block text-muted text-sm">{about}</span>
                </span>
              </button>
            </li>
          ))}
      </ul>
      <Rest list={{ ...ways, hasNextPage: false, isFetchingNextPage: false, fetchNextPage: ways.refetch }} />
      <Link to="/channels" className="self-start text-link text-sm underline">
        {t('All numbers')}
      </Link>
    </Page>
  )
}
