import { Button } from '@heroui/react/button'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { MessageCircle } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good, Problem } from '../../api/client'
import { queries } from '../../app/queries'
import { includes, useRole } from '../../app/role'
import { Copyable } from '../../ui/Copyable'
import { Dialog } from '../../ui/Dialog'
import { useTimes } from '../../ui/times'
import { failed, said } from '../../ui/toasts'
import { QrCode } from '../profile/QrCode'

const NOT_FOUND = 404

/** Null where there is none. */
function useTestLink(id: string) {
  return useQuery({
    queryKey: ['test-link', id],
    queryFn: async () => {
      try {
        return await good(api.GET('/api/bots/{id}/test-link', { params: { path: { id } } }))
      } catch (error) {
        if (error instanceof Problem && error.status === NOT_FOUND) return null
        throw error
      }
    },
  })
}

interface Props {
  bot: { id: string; name: string }
  onClose: () => void
}

/** Lets others chat with a bot's draft, and leads on to WhatsApp. */
export function ShareDialog({ bot, onClose }: Props) {
  const { t } = useTranslation()
  const { at } = useTimes()
  const link = useTestLink(bot.id).data
  const mayShare = includes(useRole(), 'admin')
  const [made, setMade] = useState<string | null>(null)
  const params = { params: { path: { id: bot.id } } }
  const again = () => queries.invalidateQueries({ queryKey: ['test-link', bot.id] })
  const make = async () => {
    const { path, url } = await good(api.POST('/api/bots/{id}/test-link', params))
    setMade(url ?? window.location.origin + path)
    await again()
  }
  const revoke = async () => {
    await good(api.DELETE('/api/bots/{id}/test-link', params))
    setMade(null)
    await again()
    said(t('The link leads nowhere any more'))
  }
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('Share “{{name}}”', { name: bot.name })}>
      <div className="flex flex-col gap-4 p-1 text-sm">
        <p>
          {t('Whoever has the link chats with the draft as it is, without an account and without WhatsApp.')}
        </p>
        {made ? (
          <>
            <Copyable label={t('Test link')} value={made} />
            <QrCode value={made} label={t('The test link as a QR code')} />
            <p className="text-muted text-xs">{t('Shown now only: copy it. Another one takes its place.')}</p>
          </>
        ) : link ? (
          <p className="text-muted">{t('A link was made on {{when}}.', { when: at(link.createdAt) })}</p>
        ) : null}
        {mayShare ? (
          <div className="flex flex-wrap gap-2">
            <Button variant={made ? 'secondary' : 'primary'} onPress={() => void make().catch(failed)}>
              {link ? t('Make another link') : t('Make a link')}
            </Button>
            {link ? (
              <Button variant="danger-soft" onPress={() => void revoke().catch(failed)}>
                {t('End the link')}
              </Button>
            ) : null}
          </div>
        ) : null}
        <div className="flex items-start gap-3 border-border border-t pt-4">
          <MessageCircle size={20} className="mt-0.5 shrink-0 text-accent" aria-hidden />
          <div>
            <p className="font-medium">{t('Ready for customers?')}</p>
            <p className="text-muted">{t('Publish the draft, then connect a WhatsApp number.')}</p>
            <Link to="/channels/connect" className="mt-1 inline-block text-link underline">
              {t('Connect a number')}
            </Link>
          </div>
        </div>
      </div>
    </Dialog>
  )
}
