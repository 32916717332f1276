import { useTranslation } from 'react-i18next'
import { ShortcutSheet } from '../../ui/ShortcutSheet'

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
  ]
  return <ShortcutSheet {...props} rows={rows} />
}
