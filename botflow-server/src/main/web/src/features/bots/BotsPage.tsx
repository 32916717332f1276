import { Button } from '@heroui/react/button'
import { Chip } from '@heroui/react/chip'
import { Dropdown } from '@heroui/react/dropdown'
import { Label } from '@heroui/react/label'
import { Skeleton } from '@heroui/react/skeleton'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bot, EllipsisVertical, Globe, MessageCircle, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good, type Schemas } from '../../api/client'
import { queries } from '../../app/queries'
import { Dialog } from '../../ui/Dialog'
import { Empty, Page } from '../../ui/Page'
import { failed, said, saidWithUndo } from '../../ui/toasts'

const ShareDialog = lazy(async () => ({ default: (await import('../share/ShareDialog')).ShareDialog }))

type BotView = Schemas['BotView']

function useBots() {
  return useInfiniteQuery({
    queryKey: ['bots'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      good(api.GET('/api/bots', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    getNextPageParam: (page) => page.next,
  })
}

const again = () => queries.invalidateQueries({ queryKey: ['bots'] })

/** The bots of the organisation. */
export function BotsPage() {
  const { t } = useTranslation()
  const bots = useBots()
  const all = bots.data?.pages.flatMap((page) => page.data) ?? []
  const begin = (
    <Link to="/bots/new" className="button button--primary">
      <Plus size={18} aria-hidden />
      {t('New bot')}
    </Link>
  )
  return (
    <Page
      title={t('Bots')}
      about={t('Each bot answers customers with a flow that you draw.')}
      actions={all.length > 0 ? begin : undefined}
    >
      {bots.isPending ? <Skeleton className="h-40 rounded-2xl" /> : null}
      {bots.isSuccess && all.length === 0 ? (
        <Empty
          icon={Bot}
          title={t('No bots yet')}
          about={t('Pick a template, answer three questions, and chat with your bot in a minute.')}
        >
          {begin}
        </Empty>
      ) : null}
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {all.map((bot) => (
          <BotCard key={bot.id} bot={bot} />
        ))}
      </ul>
      {bots.hasNextPage ? (
        <Button variant="tertiary" className="self-center" onPress={() => void bots.fetchNextPage()}>
          {t('Show more')}
        </Button>
      ) : null}
    </Page>
  )
}

function BotCard({ bot }: { bot: BotView }) {
  const { t } = useTranslation()
  return (
    <li className="relative flex flex-col gap-3 rounded-2xl border border-border bg-surface p-5 shadow-sm transition hover:border-accent">
      <div className="flex items-start justify-between gap-2">
        <span className="grid size-11 place-items-center rounded-xl bg-accent-soft text-accent-soft-foreground">
          <Bot size={22} aria-hidden />
        </span>
        <span className="flex items-center gap-1">
          <State bot={bot} />
          <BotMenu bot={bot} />
        </span>
      </div>
      <div className="min-w-0">
        <Link
          to="/bots/$botId"
          params={{ botId: bot.id }}
          className="font-semibold after:absolute after:inset-0 after:rounded-2xl"
        >
          <span dir="auto">{bot.name}</span>
        </Link>
        <p dir="auto" className="line-clamp-2 text-muted text-sm">
          {bot.description || bot.taskType.replaceAll('_', ' ')}
        </p>
      </div>
      <p className="mt-auto flex flex-wrap gap-3 text-muted text-xs">
        {bot.channels.length === 0 ? <span>{t('On no channel yet')}</span> : null}
        {bot.channels.map((channel) => (
          <span key={channel.id} className="flex items-center gap-1.5">
            {channel.kind === 'webchat' ? (
              <Globe size={14} aria-hidden />
            ) : (
              <MessageCircle size={14} aria-hidden />
            )}
            {channel.name ?? channel.account}
          </span>
        ))}
      </p>
    </li>
  )
}

function State({ bot }: { bot: BotView }) {
  const { t } = useTranslation()
  if (!bot.active) {
    return (
      <Chip size="sm" variant="soft">
        {t('Switched off')}
      </Chip>
    )
  }
  return (
    <Chip size="sm" variant="soft" color={bot.live ? 'success' : 'default'}>
      {bot.live ? t('Live') : t('Draft')}
    </Chip>
  )
}

function BotMenu({ bot }: { bot: BotView }) {
  const { t } = useTranslation()
  const [deleting, setDeleting] = useState(false)
  const [sharing, setSharing] = useState(false)
  const params = { params: { path: { id: bot.id } } }
  const turn = async (on: boolean) => {
    await good(
      on ? api.POST('/api/bots/{id}/activate', params) : api.POST('/api/bots/{id}/deactivate', params),
    )
    await again()
  }
  const act = async (key: string) => {
    if (key === 'delete') {
      setDeleting(true)
    } else if (key === 'share') {
      setSharing(true)
    } else if (key === 'off') {
      await turn(false)
      saidWithUndo(t('“{{name}}” takes no new conversations', { name: bot.name }), () => {
        turn(true).catch(failed)
      })
    } else {
      await turn(true)
    }
  }
  const remove = async () => {
    await good(api.DELETE('/api/bots/{id}', params))
    setDeleting(false)
    await again()
    said(t('“{{label}}” is deleted', { label: bot.name }))
  }
  return (
    <>
      <Dropdown>
        <Button
          isIconOnly
          size="sm"
          variant="ghost"
          className="relative z-10"
          aria-label={t('More for {{name}}', { name: bot.name })}
        >
          <EllipsisVertical size={18} aria-hidden />
        </Button>
        <Dropdown.Popover placement="bottom end">
          <Dropdown.Menu aria-label={bot.name} onAction={(key) => act(String(key)).catch(failed)}>
            <Dropdown.Item id="share">
              <Label>{t('Share a test link')}</Label>
            </Dropdown.Item>
            <Dropdown.Item id={bot.active ? 'off' : 'on'}>
              <Label>{bot.active ? t('Switch off') : t('Switch on')}</Label>
            </Dropdown.Item>
            <Dropdown.Item id="delete" variant="danger">
              <Label>{t('Delete')}</Label>
            </Dropdown.Item>
          </Dropdown.Menu>
        </Dropdown.Popover>
      </Dropdown>
      <Dialog
        isOpen={deleting}
        onOpenChange={setDeleting}
        title={t('Delete “{{name}}”?', { name: bot.name })}
        footer={
          <Button variant="danger" onPress={() => remove().catch(failed)}>
            {t('Delete')}
          </Button>
        }
      >
        <p>{t('Its flows go with it. Conversations that are under way come to their end.')}</p>
      </Dialog>
      {sharing ? (
        <Suspense>
          <ShareDialog bot={bot} onClose={() => setSharing(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
