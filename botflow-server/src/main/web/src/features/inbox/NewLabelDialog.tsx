import { Button } from '@heroui/react/button'
import { Input } from '@heroui/react/input'
import { Label } from '@heroui/react/label'
import { TextField } from '@heroui/react/textfield'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good, type Schemas } from '../../api/client'
import { queries } from '../../app/queries'
import { Dialog } from '../../ui/Dialog'
import { reasonOf } from '../../ui/toasts'

interface Props {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  onMade: (label: Schemas['LabelView']) => void
}

const COLORS = ['#1a7f37', '#0969da', '#8250df', '#bf3989', '#cf222e', '#bc4c00', '#9a6700', '#57606a']

/** Makes a label for conversations. */
export function NewLabelDialog({ isOpen, onOpenChange, onMade }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [color, setColor] = useState(COLORS[0] ?? '')
  const [why, setWhy] = useState<string | null>(null)
  const make = async () => {
    try {
      const label = await good(api.POST('/api/labels', { body: { name: name.trim(), color } }))
      await queries.invalidateQueries({ queryKey: ['labels'] })
      onMade(label)
      onOpenChange(false)
      setName('')
      setWhy(null)
    } catch (error) {
      setWhy(reasonOf(error))
    }
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('New label')}
      size="sm"
      footer={
        <Button isDisabled={name.trim() === ''} onPress={() => void make()}>
          {t('Make it')}
        </Button>
      }
    >
      <TextField fullWidth autoFocus value={name} onChange={setName} maxLength={100}>
        <Label>{t('Name')}</Label>
        <Input dir="auto" />
      </TextField>
      <div role="radiogroup" aria-label={t('Colour')} className="mt-3 flex flex-wrap gap-1">
        {COLORS.map((each) => (
          <label
            key={each}
            className="grid size-9 cursor-pointer place-items-center rounded-full has-checked:ring-2 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name="color"
              value={each}
              checked={color === each}
              onChange={() => setColor(each)}
              aria-label={each}
              className="sr-only"
            />
            <span aria-hidden className="size-6 rounded-full" style={{ background: each }} />
          </label>
        ))}
      </div>
      {why ? (
        <p role="alert" className="mt-3 text-danger-soft-foreground text-sm">
          {why}
        </p>
      ) : null}
    </Dialog>
  )
}
