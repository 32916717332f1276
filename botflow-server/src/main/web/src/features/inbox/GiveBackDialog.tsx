import { useTranslation } from 'react-i18next'
import { PickDialog } from '../../ui/PickDialog'
import { failed } from '../../ui/toasts'
import { giveBack } from './actions'
import { nameOfStep, useSteps } from './handoffs'

interface Props {
  conversationId: string
  isOpen: boolean
  onOpenChange: (open: boolean) => void
}

const AS_IT_SAYS = ''

/** Where the bot goes on. */
export function GiveBackDialog({ conversationId, isOpen, onOpenChange }: Props) {
  const { t } = useTranslation()
  const steps = useSteps(conversationId, isOpen).data ?? []
  const sections = [
    { title: t('The usual way'), items: [{ id: AS_IT_SAYS, label: t('Where the flow says') }] },
    {
      title: t('At a step'),
      items: steps.map((step) => ({ id: step.id, label: nameOfStep(step), about: step.id })),
    },
  ]
  return (
    <PickDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('Give back to the bot')}
      sections={sections}
      onPick={(node) => giveBack(conversationId, node || undefined).catch(failed)}
    />
  )
}
