import { Button } from '@heroui/react/button'
import { Input } from '@heroui/react/input'
import { Label } from '@heroui/react/label'
import { TextField } from '@heroui/react/textfield'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { queries } from '../../app/queries'
import { Choice } from '../../ui/Choice'
import { Dialog } from '../../ui/Dialog'
import { reasonOf } from '../../ui/toasts'
import { useBots } from '../inbox/conversations'

interface Props {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
}

/** Somebody who has not written yet: a template can go to them. */
export function NewContactDialog({ isOpen, onOpenChange }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const numbers = (useBots().data ?? []).flatMap((bot) =>
    bot.channels.filter((channel) => channel.kind === 'whatsapp'),
  )
  const [channel, setChannel] = useState<string | null>(null)
  const [phone, setPhone] = useState('')
  const [name, setName] = useState('')
  const [why, setWhy] = useState<string | null>(null)
  const chosen = channel ?? numbers[0]?.id ?? null
  const make = async () => {
    if (!chosen) return
    try {
      const details = name.trim() ? { details: { name: name.trim() } } : {}
      const contact = await good(
        api.POST('/api/contacts', { body: { channelId: chosen, phone, ...details } }),
      )
      await queries.invalidateQueries({ queryKey: ['contacts'] })
      onOpenChange(false)
      await navigate({ to: '/contacts/$contactId', params: { contactId: contact.id } })
    } catch (error) {
      setWhy(reasonOf(error))
    }
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('New contact')}
      footer={
        <Button isDisabled={!chosen || phone.trim() === ''} onPress={() => void make()}>
          {t('Add')}
        </Button>
      }
    >
      {numbers.length === 0 ? (
        <p>{t('Connect a WhatsApp number first: a contact belongs to one.')}</p>
      ) : (
        <div className="flex flex-col gap-3">
          <Choice
            label={t('Talks to')}
            value={chosen}
            options={numbers.map(({ id, name: called, account }) => ({ id, label: called ?? account }))}
            onChange={setChannel}
          />
          <TextField fullWidth value={phone} onChange={setPhone} type="tel">
            <Label>{t('Number, with the country in front')}</Label>
            <Input placeholder="+27 82 000 0001" dir="ltr" />
          </TextField>
          <TextField fullWidth value={name} onChange={setName} maxLength={100}>
            <Label>{t('Name')}</Label>
            <Input dir="auto" />
          </TextField>
          {why ? (
            <p role="alert" className="text-danger-soft-foreground text-sm">
              {why}
            </p>
          ) : null}
        </div>
      )}
    </Dialog>
  )
}
