import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/me'
import { useMembers } from './conversations'
import { useOthers } from './happenings'

/** Who else writes to this customer right now, so that two do not answer at once. */
export function Writing({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation()
  const me = useMe().data
  const members = useMembers(me?.organization).data
  const writing = useOthers((others) => others.writing[conversationId])
  const [, forget] = useState(0)
  useEffect(() => {
    if (!writing) return
    const timer = setTimeout(() => forget((count) => count + 1), writing.until - Date.now())
    return () => clearTimeout(timer)
  }, [writing])
  const isNow = writing && writing.until > Date.now()
  const name = members?.find((each) => each.userId === writing?.person)?.name ?? t('A person')
  return (
    <p role="status" className="bg-canvas px-4 text-muted text-xs">
      {isNow ? (
        <span className="block py-1">{t('{{name}} is writing to this customer', { name })}</span>
      ) : null}
    </p>
  )
}
