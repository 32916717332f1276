import { Button } from '@heroui/react/button'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, tagged } from '../../api/client'
import { includes, useRole } from '../../app/role'
import { Confirm } from '../../ui/Confirm'
import { Copyable } from '../../ui/Copyable'
import { FormChoice } from '../../ui/FormChoice'
import { FormField } from '../../ui/FormField'
import { FormProblem } from '../../ui/FormProblem'
import { showProblem, something, useChecked, z } from '../../ui/forms'
import { Page } from '../../ui/Page'
import { Rest } from '../../ui/Rest'
import { Fact, Section } from '../../ui/Section'
import { useTimes } from '../../ui/times'
import { said } from '../../ui/toasts'
import { useSetup } from './afterConnecting'
import { Checklist } from './Checklist'
import { type Account, accountKey, accountsChanged, useBotNames } from './queries'

interface Seen {
  data: Account
  tag: string | null
}

function useAccount(id: string) {
  return useQuery({
    queryKey: accountKey(id),
    queryFn: () => tagged(api.GET('/api/whatsapp-accounts/{id}', { params: { path: { id } } })),
  })
}

/** One number: what its connection lacks, where its webhooks go, which bot answers. */
export function ChannelPage() {
  const { t } = useTranslation()
  const { accountId } = useParams({ from: '/inside/channels/$accountId' })
  const account = useAccount(accountId)
  const mayChange = includes(useRole(), 'admin')
  return (
    <Page title={account.data ? (account.data.data.name ?? account.data.data.phoneNumberId) : t('Channels')}>
      <SetupNotes id={accountId} />
      <Checklist id={accountId} />
      {account.data ? <Facts account={account.data.data} /> : null}
      {account.data && mayChange ? <Settings key={account.data.tag} seen={account.data} /> : null}
      <Rest
        list={{ ...account, hasNextPage: false, isFetchingNextPage: false, fetchNextPage: account.refetch }}
      />
      <Link to="/channels" className="self-start text-link text-sm underline">
        {t('All numbers')}
      </Link>
    </Page>
  )
}

/** What could not be done at the network while connecting. */
function SetupNotes({ id }: { id: string }) {
  const { t } = useTranslation()
  const setup = useSetup(id)
  const open = setup?.setup.filter((step) => !step.done) ?? []
  return open.length === 0 ? null : (
    <div
      role="alert"
      className="flex gap-3 rounded-2xl border border-border bg-warning-soft p-4 text-sm text-warning-soft-foreground"
    >
      <CircleAlert size={18} className="mt-0.5 shrink-0" aria-hidden />
      <div>
        <p className="font-medium">{t('The number is kept, but something is still to do:')}</p>
        <ul className="mt-1 list-disc ps-5">
          {open.map((step) => (
            <li key={step.step} dir="auto">
              {step.text}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function Facts({ account }: { account: Account }) {
  const { t } = useTranslation()
  const { on } = useTimes()
  const setup = useSetup(account.id)
  return (
    <Section title={t('Webhooks')} about={t('The network sends here what customers write.')}>
      <Copyable label={t('Callback address')} value={account.webhookUrl} />
      {setup ? (
        <div>
          <Copyable label={t('Verify token')} value={setup.verifyToken} />
          <p className="mt-1 text-muted text-xs">
            {t('Shown now only. You need it where you fill in the webhook by hand.')}
          </p>
        </div>
      ) : null}
      <dl>
        <Fact label={t('Phone number ID')}>
          <bdi>{account.phoneNumberId}</bdi>
        </Fact>
        {account.businessAccountId ? (
          <Fact label={t('WhatsApp Business Account ID')}>
            <bdi>{account.businessAccountId}</bdi>
          </Fact>
        ) : null}
        <Fact label={t('Connected on')}>{on(account.createdAt)}</Fact>
      </dl>
    </Section>
  )
}

const schema = z.object({
  name: something,
  botId: something,
  accessToken: z.string(),
  appSecret: z.string(),
})

function Settings({ seen }: { seen: Seen }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const account = seen.data
  const bots = useBotNames().data ?? []
  const [leaving, setLeaving] = useState(false)
  const headers = seen.tag ? { 'If-Match': seen.tag } : {}
  const path = { id: account.id }
  const form = useChecked(schema, {
    name: account.name ?? account.phoneNumberId,
    botId: account.botId,
    accessToken: '',
    appSecret: '',
  })
  const save = async (values: z.infer<typeof schema>) => {
    try {
      const secrets = Object.fromEntries(
        (['accessToken', 'appSecret'] as const)
          .map((name) => [name, values[name].trim()] as const)
          .filter(([, value]) => value !== ''),
      )
      const body = { name: values.name, botId: values.botId, ...secrets }
      await tagged(api.PATCH('/api/whatsapp-accounts/{id}', { params: { path }, headers, body }))
      await accountsChanged(account.id)
      said(t('Saved'))
    } catch (error) {
      showProblem(form, error)
    }
  }
  const disconnect = async () => {
    await tagged(api.DELETE('/api/whatsapp-accounts/{id}', { params: { path }, headers }))
    await navigate({ to: '/channels' })
    await accountsChanged()
  }
  return (
    <Section
      title={t('Settings')}
      actions={
        <Button variant="danger-soft" onPress={() => setLeaving(true)}>
          {t('Disconnect')}
        </Button>
      }
    >
      <form noValidate className="flex max-w-xl flex-col gap-4" onSubmit={form.handleSubmit(save)}>
        <FormField control={form.control} name="name" label={t('Name of the number')} />
        <FormChoice
          control={form.control}
          name="botId"
          label={t('Bot')}
          options={bots.map((bot) => ({ id: bot.id, label: bot.name }))}
        />
        <FormField
          control={form.control}
          name="accessToken"
          type="password"
          autoComplete="off"
          label={account.provider === '360dialog' ? t('API key') : t('Access token')}
          description={t('Empty keeps the one that is there. Messages that waited for another go at once.')}
        />
        {account.provider === '360dialog' ? null : (
          <FormField
            control={form.control}
            name="appSecret"
            type="password"
            autoComplete="off"
            label={t('App secret')}
            description={t('Empty keeps the one that is there.')}
          />
        )}
        <FormProblem form={form} />
        <Button type="submit" className="self-start" isPending={form.formState.isSubmitting}>
          {t('Save')}
        </Button>
      </form>
      <Confirm
        isOpen={leaving}
        onOpenChange={setLeaving}
        title={t('Disconnect “{{name}}”?', { name: account.name ?? account.phoneNumberId })}
        about={t(
          'Nothing comes in or goes out any more. Conversations stay, also when you connect it again.',
        )}
        action={t('Disconnect')}
        onConfirm={disconnect}
      />
    </Section>
  )
}
