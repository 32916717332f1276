import { Chip } from '@heroui/react/chip'
import { Link } from '@tanstack/react-router'
import { MessageCircle, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { includes, useRole } from '../../app/role'
import { Empty, Page } from '../../ui/Page'
import { Rest } from '../../ui/Rest'
import { type Account, useAccounts, useBotNames, useReport } from './queries'

/** The WhatsApp numbers of the organisation, and how they are. */
export function ChannelsPage() {
  const { t } = useTranslation()
  const accounts = useAccounts()
  const mayConnect = includes(useRole(), 'admin')
  const begin = mayConnect ? (
    <Link to="/channels/connect" className="button button--primary">
      <Plus size={18} aria-hidden />
      {t('Connect a number')}
    </Link>
  ) : null
  return (
    <Page
      title={t('Channels')}
      about={t('The WhatsApp numbers that your bots answer on.')}
      actions={accounts.all.length > 0 ? begin : undefined}
    >
      {accounts.isSuccess && accounts.all.length === 0 ? (
        <Empty
          icon={MessageCircle}
          title={t('No number yet')}
          about={t(
            'Connect a WhatsApp number step by step; each step is checked, and what is wrong is explained.',
          )}
        >
          {begin}
        </Empty>
      ) : null}
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {accounts.all.map((account) => (
          <NumberCard key={account.id} account={account} />
        ))}
      </ul>
      <Rest list={accounts} />
    </Page>
  )
}

function NumberCard({ account }: { account: Account }) {
  const { t } = useTranslation()
  const bot = useBotNames().data?.find((each) => each.id === account.botId)
  return (
    <li className="relative flex flex-col gap-3 rounded-2xl border border-border bg-surface p-5 shadow-sm transition hover:border-accent">
      <div className="flex items-start justify-between gap-2">
        <span className="grid size-11 place-items-center rounded-xl bg-accent-soft text-accent-soft-foreground">
          <MessageCircle size={22} aria-hidden />
        </span>
        <Health id={account.id} />
      </div>
      <div className="min-w-0">
        <Link
          to="/channels/$accountId"
          params={{ accountId: account.id }}
          className="font-semibold after:absolute after:inset-0 after:rounded-2xl"
        >
          <bdi>{account.name ?? account.phoneNumberId}</bdi>
        </Link>
        <p className="text-muted text-sm">
          {account.provider === '360dialog' ? '360dialog' : t('Meta Cloud API')}
        </p>
      </div>
      <p className="mt-auto text-muted text-xs">{bot ? t('Answered by {{bot}}', { bot: bot.name }) : null}</p>
    </li>
  )
}

/** In a word, whether messages flow. */
export function Health({ id }: { id: string }) {
  const { t } = useTranslation()
  const report = useReport(id)
  if (report.isPending) {
    return (
      <Chip size="sm" variant="soft">
        {t('Checking …')}
      </Chip>
    )
  }
  const missing = report.data?.steps.filter((step) => step.state === 'missing').length ?? 0
  const attention = report.data?.steps.some((step) => step.state === 'attention')
  if (!report.data?.ready) {
    return (
      <Chip size="sm" variant="soft" color="danger">
        {missing > 0 ? t('To do: {{count}}', { count: missing }) : t('Unknown')}
      </Chip>
    )
  }
  return (
    <Chip size="sm" variant="soft" color={attention ? 'warning' : 'success'}>
      {attention ? t('Needs attention') : t('Connected')}
    </Chip>
  )
}
