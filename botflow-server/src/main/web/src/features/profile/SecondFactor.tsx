import { Button } from '@heroui/react/button'
import { Chip } from '@heroui/react/chip'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { Copyable } from '../../ui/Copyable'
import { Dialog } from '../../ui/Dialog'
import { FormField } from '../../ui/FormField'
import { FormProblem } from '../../ui/FormProblem'
import { showProblem, something, useChecked, z } from '../../ui/forms'
import { Section } from '../../ui/Section'
import { said } from '../../ui/toasts'
import { QrCode } from './QrCode'

const passwordSchema = z.object({ password: something })
const bothSchema = z.object({ password: something, code: something })
type Both = z.infer<typeof bothSchema>

interface Begun {
  /** Asked once, for both steps. */
  password: string
  secret: string
  uri: string
}

type Doing = 'on' | 'off' | 'codes'

/** The second factor: turned on with a code of the app, off again, recovery codes. */
export function SecondFactor({ isOn, onChanged }: { isOn: boolean; onChanged: () => Promise<unknown> }) {
  const { t } = useTranslation()
  const [doing, setDoing] = useState<Doing | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const close = () => setDoing(null)
  const show = async (made: string[]) => {
    close()
    setCodes(made)
    await onChanged()
  }
  return (
    <Section
      title={t('Second factor')}
      about={t(
        'A code of an app on your phone, beside the password: it keeps others out who know the password.',
      )}
      actions={
        isOn ? (
          <>
            <Button variant="secondary" onPress={() => setDoing('codes')}>
              {t('New recovery codes')}
            </Button>
            <Button variant="danger-soft" onPress={() => setDoing('off')}>
              {t('Turn it off')}
            </Button>
          </>
        ) : (
          <Button onPress={() => setDoing('on')}>{t('Turn it on')}</Button>
        )
      }
    >
      <Chip variant="soft" color={isOn ? 'success' : 'default'} className="self-start">
        {isOn ? t('On') : t('Off')}
      </Chip>
      {doing === 'on' ? <TurningOn onClose={close} onDone={show} /> : null}
      {doing === 'off' ? (
        <Confirming
          title={t('Turn the second factor off')}
          action={t('Turn it off')}
          onClose={close}
          onConfirm={async (body) => {
            await good(api.POST('/api/auth/totp/remove', { body }))
            close()
            await onChanged()
            said(t('The second factor is off'))
          }}
        />
      ) : null}
      {doing === 'codes' ? (
        <Confirming
          title={t('New recovery codes')}
          action={t('Make new codes')}
          onClose={close}
          onConfirm={async (body) => show((await good(api.POST('/api/auth/recovery-codes', { body }))).codes)}
        />
      ) : null}
      <Dialog
        isOpen={codes !== null}
        title={t('Recovery codes')}
        footer={<Button onPress={() => setCodes(null)}>{t('I have kept them')}</Button>}
      >
        <p className="mb-4 text-sm">
          {t(
            'Each lets you in once when the phone is lost. They are shown this once: keep them where you find them.',
          )}
        </p>
        <Copyable label={t('Recovery codes')} value={(codes ?? []).join(' ')} />
      </Dialog>
    </Section>
  )
}

function TurningOn({ onClose, onDone }: { onClose: () => void; onDone: (codes: string[]) => Promise<void> }) {
  const { t } = useTranslation()
  const [begun, setBegun] = useState<Begun | null>(null)
  const first = useChecked(passwordSchema, { password: '' })
  const second = useChecked(z.object({ code: something }), { code: '' })
  const begin = async (body: z.infer<typeof passwordSchema>) => {
    try {
      setBegun({ password: body.password, ...(await good(api.POST('/api/auth/totp', { body }))) })
    } catch (error) {
      showProblem(first, error)
    }
  }
  const confirm = async ({ code }: { code: string }) => {
    try {
      const body = { password: begun?.password ?? '', code: code.trim() }
      await onDone((await good(api.POST('/api/auth/totp/confirm', { body }))).codes)
    } catch (error) {
      showProblem(second, error)
    }
  }
  const submit = begun ? second.handleSubmit(confirm) : first.handleSubmit(begin)
  const working = first.formState.isSubmitting || second.formState.isSubmitting
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('Turn the second factor on')}
      footer={
        <Button isPending={working} onPress={() => submit()}>
          {begun ? t('Turn it on') : t('Go on')}
        </Button>
      }
    >
      <form noValidate className="flex flex-col gap-4 p-1" onSubmit={submit}>
        {begun ? (
          <>
            <p className="text-sm">
              {t('Scan this with your authenticator app, then write the code that it shows.')}
            </p>
            <QrCode value={begun.uri} label={t('QR code for the authenticator app')} />
            <Copyable label={t('Or type this key')} value={begun.secret} />
            <FormField
              control={second.control}
              name="code"
              label={t('Code')}
              inputMode="numeric"
              autoComplete="one-time-code"
              autoFocus
            />
            <FormProblem form={second} />
          </>
        ) : (
          <>
            <FormField
              control={first.control}
              name="password"
              type="password"
              label={t('Your password')}
              autoComplete="current-password"
              autoFocus
            />
            <FormProblem form={first} />
          </>
        )}
      </form>
    </Dialog>
  )
}

interface ConfirmingProps {
  title: string
  action: string
  onClose: () => void
  onConfirm: (body: Both) => Promise<void>
}

/** Password and code, before the second factor is changed. */
function Confirming({ title, action, onClose, onConfirm }: ConfirmingProps) {
  const { t } = useTranslation()
  const form = useChecked(bothSchema, { password: '', code: '' })
  const confirm = (body: Both) => onConfirm(body).catch((error: unknown) => showProblem(form, error))
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={title}
      footer={
        <Button isPending={form.formState.isSubmitting} onPress={() => form.handleSubmit(confirm)()}>
          {action}
        </Button>
      }
    >
      <form noValidate className="flex flex-col gap-4 p-1" onSubmit={form.handleSubmit(confirm)}>
        <FormField
          control={form.control}
          name="password"
          type="password"
          label={t('Your password')}
          autoComplete="current-password"
          autoFocus
        />
        <FormField control={form.control} name="code" label={t('Code')} autoComplete="one-time-code" />
        <FormProblem form={form} />
      </form>
    </Dialog>
  )
}
