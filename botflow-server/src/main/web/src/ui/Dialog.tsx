import { Modal } from '@heroui/react/modal'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  isOpen: boolean
  /** Without it only the buttons of the footer close it. */
  onOpenChange?: (open: boolean) => void
  title: string
  size?: 'sm' | 'md' | 'lg'
  children: ReactNode
  /** The buttons at the end. */
  footer?: ReactNode
}

/** A dialog over the page; Escape and a press beside it close it. */
export function Dialog({ isOpen, onOpenChange, title, size = 'md', children, footer }: Props) {
  const { t } = useTranslation()
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={onOpenChange}>
      <Modal.Container size={size}>
        <Modal.Dialog>
          {onOpenChange ? <Modal.CloseTrigger aria-label={t('Close')} /> : null}
          <Modal.Header>
            <Modal.Heading>{title}</Modal.Heading>
          </Modal.Header>
          <Modal.Body>{children}</Modal.Body>
          {footer ? <Modal.Footer className="flex-wrap">{footer}</Modal.Footer> : null}
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  )
}
