import { Button } from '@heroui/react/button'
import { Clock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { sendAgain, takeBack, type Waiting } from './outbox'
import { Words } from './words'

interface Props {
  waiting: Waiting
  onEdit: (waiting: Waiting) => void
}

/** What was sent here and has not come to the server, or what it refused. */
export function WaitingBubble({ waiting, onEdit }: Props) {
  const { t } = useTranslation()
  const { id, why } = waiting
  const edit = () => {
    takeBack(id)
    onEdit(waiting)
  }
  return (
    <li
      data-waiting={id}
      className={`flex w-fit max-w-[85%] flex-col gap-1 self-end rounded-2xl border border-dashed px-3.5 py-2 text-sm md:max-w-[70%] ${waiting.kind === 'note' ? 'border-warning bg-warning-soft' : 'border-border bg-accent-soft'}`}
    >
      <Words text={waiting.text} />
      {why === undefined ? (
        <p className="flex items-center justify-end gap-1.5 text-muted text-xs">
          <Clock size={12} aria-hidden />
          {t('Waiting to be sent')}
        </p>
      ) : (
        <div role="alert" className="flex flex-wrap items-center gap-2 text-danger-soft-foreground text-xs">
          <p>{why}</p>
          <Button size="sm" variant="danger-soft" onPress={() => sendAgain(id)}>
            {t('Send again')}
          </Button>
          <Button size="sm" variant="tertiary" onPress={edit}>
            {t('Write on')}
          </Button>
        </div>
      )}
    </li>
  )
}
