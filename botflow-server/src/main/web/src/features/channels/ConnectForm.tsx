import { Button } from '@heroui/react/button'
import { useNavigate } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { FormChoice } from '../../ui/FormChoice'
import { FormField } from '../../ui/FormField'
import { FormProblem } from '../../ui/FormProblem'
import { showProblem, something, useChecked, z } from '../../ui/forms'
import { Page } from '../../ui/Page'
import { keepSetup } from './afterConnecting'
import { accountsChanged } from './queries'

export type Way = 'cloud_api' | '360dialog' | 'sandbox'

const named = { name: z.string(), botId: something, appSecret: z.string() }
const free = { phoneNumberId: z.string(), businessAccountId: z.string(), accessToken: z.string() }
const ids = { phoneNumberId: something, businessAccountId: something, accessToken: something }
const SCHEMAS = {
  sandbox: z.object({ ...named, ...free }),
  cloud_api: z.object({ ...named, ...ids }),
  '360dialog': z.object({ ...named, ...ids }),
}

interface Props {
  way: Way
  /** From which one answers. */
  bots: { id: string; name: string }[]
  back: () => void
}

/** The steps of one way, each with the fields that it fills. */
export function ConnectForm({ way, bots, back }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const form = useChecked(SCHEMAS[way], {
    name: '',
    botId: bots[0]?.id ?? '',
    phoneNumberId: '',
    businessAccountId: '',
    accessToken: '',
    appSecret: '',
  })
  const submit = async (values: z.infer<(typeof SCHEMAS)['cloud_api']>) => {
    try {
      const filled = Object.fromEntries(
        Object.entries(values)
          .map(([name, value]) => [name, value.trim()])
          .filter(([, value]) => value !== ''),
      )
      const body = { method: way, botId: values.botId, ...filled }
      const connected = await good(api.POST('/api/whatsapp-accounts/connect', { body }))
      keepSetup(connected)
      await accountsChanged(connected.account.id)
      await navigate({ to: '/channels/$accountId', params: { accountId: connected.account.id } })
    } catch (error) {
      showProblem(form, error)
    }
  }
  const id = (
    <FormField control={form.control} name="phoneNumberId" label={t('Phone number ID')} inputMode="numeric" />
  )
  const business = (
    <FormField
      control={form.control}
      name="businessAccountId"
      label={t('WhatsApp Business Account ID')}
      inputMode="numeric"
    />
  )
  return (
    <Page
      title={
        way === 'sandbox' ? t('A number to try') : way === '360dialog' ? '360dialog' : t('Meta Cloud API')
      }
      about={t('Fill in what each step gives you. Secrets are kept sealed and never shown again.')}
    >
      <form noValidate className="flex max-w-2xl flex-col gap-6" onSubmit={form.handleSubmit(submit)}>
        <ol className="flex flex-col gap-6">
          {way === 'cloud_api' ? (
            <>
              <Step number={1} title={t('Make an app at developers.facebook.com and add WhatsApp to it')}>
                <p>
                  {t(
                    'Choose the type Business. A WhatsApp Business Account comes with it; add your number there.',
                  )}
                </p>
              </Step>
              <Step number={2} title={t('Copy the ids from WhatsApp, API Setup')}>
                {id}
                {business}
              </Step>
              <Step number={3} title={t('Make a permanent token for a system user')}>
                <p>
                  {t(
                    'Business settings, System users: give it the app and the account, and the permissions whatsapp_business_management and whatsapp_business_messaging.',
                  )}
                </p>
                <FormField
                  control={form.control}
                  name="accessToken"
                  type="password"
                  autoComplete="off"
                  label={t('Access token')}
                />
              </Step>
              <Step number={4} title={t('Copy the app’s secret')}>
                <p>{t('App settings, Basic. It proves that webhooks come from Meta.')}</p>
                <FormField
                  control={form.control}
                  name="appSecret"
                  type="password"
                  autoComplete="off"
                  label={t('App secret')}
                  description={t('Leave it empty where the number belongs to this server’s own app.')}
                />
              </Step>
            </>
          ) : null}
          {way === '360dialog' ? (
            <>
              <Step number={1} title={t('Add the number in the 360dialog Hub')}>
                <p>{t('Its page shows both ids.')}</p>
                {id}
                {business}
              </Step>
              <Step number={2} title={t('Make an API key for it')}>
                <FormField
                  control={form.control}
                  name="accessToken"
                  type="password"
                  autoComplete="off"
                  label={t('API key')}
                />
              </Step>
            </>
          ) : null}
          <Step
            number={way === 'cloud_api' ? 5 : way === '360dialog' ? 3 : 1}
            title={t('Choose the bot that answers')}
          >
            <FormChoice
              control={form.control}
              name="botId"
              label={t('Bot')}
              options={bots.map((bot) => ({ id: bot.id, label: bot.name }))}
            />
            <FormField
              control={form.control}
              name="name"
              label={t('Name of the number')}
              description={t('For your team, such as: Front desk')}
            />
          </Step>
        </ol>
        <FormProblem form={form} />
        <div className="flex gap-2">
          <Button variant="tertiary" onPress={back}>
            <ArrowLeft size={16} className="rtl:rotate-180" aria-hidden />
            {t('Back')}
          </Button>
          <Button type="submit" isPending={form.formState.isSubmitting}>
            {t('Connect and check')}
          </Button>
        </div>
      </form>
    </Page>
  )
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="flex gap-4">
      <span
        aria-hidden
        className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-soft-foreground text-sm"
      >
        {number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-3 text-sm">
        <h2 className="pt-1.5 font-medium">{title}</h2>
        {children}
      </div>
    </li>
  )
}
