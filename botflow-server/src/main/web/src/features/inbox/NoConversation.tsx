import { Inbox } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** Beside the list while none of it is open. */
export function NoConversation() {
  const { t } = useTranslation()
  return (
    <div className="m-auto flex flex-col items-center gap-2 p-6 text-center text-muted">
      <Inbox size={32} aria-hidden />
      <p>{t('Choose a conversation to read it.')}</p>
    </div>
  )
}
