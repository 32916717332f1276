import { Button } from '@heroui/react/button'
import { Input } from '@heroui/react/input'
import { Label } from '@heroui/react/label'
import { TextField } from '@heroui/react/textfield'
import { Download, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog'
import { failed, said } from '../../ui/toasts'
import { type Contact, calledOf, eraseContact, exportContact } from './contacts'

interface Props {
  contact: Contact
  onErased: () => void
}

/** What people may ask for: all that there is of them, and that nothing is left. */
export function ContactRights({ contact, onErased }: Props) {
  const { t } = useTranslation()
  const [erasing, setErasing] = useState(false)
  const [written, setWritten] = useState('')
  const name = calledOf(contact)
  const erase = async () => {
    await eraseContact(contact.id)
    setErasing(false)
    said(t('Everything about this customer is erased'))
    onErased()
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="sm" variant="tertiary" onPress={() => exportContact(contact.id).catch(failed)}>
        <Download size={14} aria-hidden />
        {t('Export everything')}
      </Button>
      <Button size="sm" variant="danger-soft" onPress={() => setErasing(true)}>
        <Trash2 size={14} aria-hidden />
        {t('Erase')}
      </Button>
      <Dialog
        isOpen={erasing}
        onOpenChange={setErasing}
        title={t('Erase “{{name}}”?', { name })}
        footer={
          <Button variant="danger" isDisabled={written.trim() !== name} onPress={() => erase().catch(failed)}>
            {t('Erase for good')}
          </Button>
        }
      >
        <p className="mb-3">
          {t(
            'Contact, conversations, messages, notes and files go for good, and nobody can bring them back. Only that it was done stays in the audit log.',
          )}
        </p>
        <TextField fullWidth value={written} onChange={setWritten}>
          <Label>{t('Write “{{name}}” to confirm', { name })}</Label>
          <Input dir="auto" />
        </TextField>
      </Dialog>
    </div>
  )
}
