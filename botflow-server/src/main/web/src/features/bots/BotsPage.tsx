import { Bot } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Empty, Page } from '../../ui/Page'

/** The bots of the organisation. */
export function BotsPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('Bots')}>
      <Empty
        icon={Bot}
        title={t('No bots yet')}
        about={t('A bot answers your customers on WhatsApp and on your web page.')}
      />
    </Page>
  )
}
