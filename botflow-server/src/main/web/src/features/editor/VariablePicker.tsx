import { useTranslation } from 'react-i18next'
import { PickDialog } from '../../ui/PickDialog'
import { variablesOf } from './schema'
import { useEditor } from './store'

interface Props {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  onPick: (variable: string) => void
}

/** The variables that a text can have in it. */
export function VariablePicker(props: Props) {
  const { t } = useTranslation()
  const document = useEditor((editor) => editor.document)
  if (!props.isOpen) return null
  const items = variablesOf(document).map(({ name, about }) => ({ id: name, label: name, about }))
  return (
    <PickDialog {...props} title={t('Insert a variable')} sections={[{ title: t('Variables'), items }]} />
  )
}
