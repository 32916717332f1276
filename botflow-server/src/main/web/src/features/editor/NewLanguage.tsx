import { Button } from '@heroui/react/button'
import { Input } from '@heroui/react/input'
import { Label } from '@heroui/react/label'
import { TextField } from '@heroui/react/textfield'
import { Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readLanguage } from './translations'

interface Props {
  /** The language that the flow is written in. */
  own: string
  onAdd: (language: string) => void
}

/** Asks for a language by its tag. */
export function NewLanguage({ own, onAdd }: Props) {
  const { t } = useTranslation()
  const [written, setWritten] = useState('')
  const [why, setWhy] = useState('')
  const add = (event: FormEvent) => {
    event.preventDefault()
    const language = readLanguage(written)
    if (!language) setWhy(t('A language is written as af, pt-BR or ar.'))
    else if (language.toLowerCase() === own.toLowerCase()) setWhy(t('The flow is written in it.'))
    else {
      onAdd(language)
      setWritten('')
      setWhy('')
    }
  }
  return (
    <form onSubmit={add} className="flex flex-col gap-1">
      <div className="flex items-end gap-2">
        <TextField
          fullWidth
          value={written}
          onChange={setWritten}
          isInvalid={why !== ''}
          validationBehavior="aria"
        >
          <Label>{t('Another language')}</Label>
          <Input dir="ltr" placeholder="pt-BR" />
        </TextField>
        <Button type="submit" size="sm" variant="secondary" aria-label={t('Add the language')} isIconOnly>
          <Plus size={16} aria-hidden />
        </Button>
      </div>
      {why ? (
        <p role="alert" className="text-danger-soft-foreground text-sm">
          {why}
        </p>
      ) : null}
    </form>
  )
}
