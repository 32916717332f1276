import { Button } from '@heroui/react/button'
import { useState } from 'react'
import { Dialog } from './Dialog'
import { failed } from './toasts'

interface Props {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  title: string
  about: string
  /** What the button says: what will be done. */
  action: string
  onConfirm: () => Promise<unknown>
}

/** Asks before something that cannot be taken back. */
export function Confirm({ isOpen, onOpenChange, title, about, action, onConfirm }: Props) {
  const [working, setWorking] = useState(false)
  const confirm = async () => {
    setWorking(true)
    try {
      await onConfirm()
      onOpenChange(false)
    } catch (error) {
      failed(error)
    } finally {
      setWorking(false)
    }
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={title}
      footer={
        <Button variant="danger" isPending={working} onPress={() => void confirm()}>
          {action}
        </Button>
      }
    >
      <p>{about}</p>
    </Dialog>
  )
}
