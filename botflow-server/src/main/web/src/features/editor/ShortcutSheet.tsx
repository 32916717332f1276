import { useTranslation } from 'react-i18next'
import { ShortcutSheet as Sheet } from '../../ui/ShortcutSheet'

interface Props {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
}

/** What keys do here. */
export function ShortcutSheet(props: Props) {
  const { t } = useTranslation()
  const rows: [string, string][] = [
    ['Ctrl K', t('Commands')],
    ['Ctrl F', t('Find a step')],
    ['Ctrl Z', t('Undo')],
    ['Ctrl Shift Z', t('Redo')],
    ['Ctrl C / X / V', t('Copy, cut, paste: also between bots and tabs')],
    ['Ctrl D', t('Duplicate')],
    ['Ctrl A', t('Choose everything')],
    ['Delete', t('Delete')],
    ['D', t('Switch steps on or off')],
    ['Shift Alt T', t('Tidy up')],
    ['1', t('Show everything')],
    ['Tab, Enter', t('Go to a step and open it')],
    ['←↑→↓', t('Move the chosen steps')],
  ]
  return <Sheet {...props} rows={rows} />
}
