import { Kbd } from '@heroui/react/kbd'
import { useTranslation } from 'react-i18next'
import { Dialog } from './Dialog'

interface Props {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  /** Keys, and what they do; the one that shows this sheet comes last by itself. */
  rows: [string, string][]
}

/** What keys do on a page. */
export function ShortcutSheet({ rows, ...dialog }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog {...dialog} title={t('Keyboard shortcuts')}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2 text-sm">
        {[...rows, ['?', t('Keyboard shortcuts')] as const].map(([keys, about]) => (
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
