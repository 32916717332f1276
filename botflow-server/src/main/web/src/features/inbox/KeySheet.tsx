import { Kbd } from '@heroui/react/kbd'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog'

interface Props {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
}

/** What keys do in the inbox. */
export function KeySheet(props: Props) {
  const { t } = useTranslation()
  const rows: [string, string][] = [
    ['Alt J', t('Next conversation')],
    ['Alt K', t('Conversation before')],
    ['Alt E', t('Resolve')],
    ['Ctrl Alt E', t('Resolve, and on to the next')],
    ['Alt L', t('Write a reply')],
    ['Alt P', t('Write a note')],
    ['Alt T', t('Take over or give back')],
    ['Alt A', t('Assign')],
    ['Alt B', t('Labels')],
    ['Alt M', t('Snooze')],
    ['Alt O', t('Customer')],
    ['/', t('Canned replies')],
    ['?', t('Keyboard shortcuts')],
  ]
  return (
    <Dialog {...props} title={t('Keyboard shortcuts')}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2 text-sm">
        {rows.map(([keys, about]) => (
          <div key={keys} className="contents">
            <dt>
              <Kbd>{keys}</Kbd>
            </dt>
            <dd>{about}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
