import { Button } from '@heroui/react/button'
import { Input } from '@heroui/react/input'
import { Label } from '@heroui/react/label'
import { TextField } from '@heroui/react/textfield'
import { Plus, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reasonOf, said } from '../../ui/toasts'
import { type Contact, type ContactChange, changeContact } from './contacts'

interface Row {
  key: number
  name: string
  value: string
}

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** What was written, as the type that the field had. */
function read(written: string, before: unknown): unknown {
  if (before === undefined || typeof before === 'string') return written
  try {
    return JSON.parse(written)
  } catch {
    return written
  }
}

function rowsOf(contact: Contact): Row[] {
  return Object.entries((contact.fields ?? {}) as Record<string, unknown>).map(([name, value], key) => ({
    key,
    name,
    value: shown(value),
  }))
}

/** Name, language, zone, tags and the organisation's own fields. */
export function ContactForm({ contact, onSaved }: { contact: Contact; onSaved?: () => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState(contact.name ?? '')
  const [language, setLanguage] = useState(contact.language ?? '')
  const [zone, setZone] = useState(contact.zone ?? '')
  const [tags, setTags] = useState(contact.tags.join(', '))
  const [rows, setRows] = useState(() => rowsOf(contact))
  const [why, setWhy] = useState<string | null>(null)

  const changed = (): ContactChange => {
    const before = (contact.fields ?? {}) as Record<string, unknown>
    const fields: Record<string, unknown> = {}
    for (const gone of Object.keys(before)) {
      if (!rows.some((row) => row.name === gone)) fields[gone] = null
    }
    for (const row of rows) {
      if (row.name && row.value !== shown(before[row.name]))
        fields[row.name] = read(row.value, before[row.name])
    }
    const list = tags.split(',').map((tag) => tag.trim())
    return {
      ...(name.trim() && name !== contact.name ? { name: name.trim() } : {}),
      ...(language && language !== contact.language ? { language } : {}),
      ...(zone && zone !== contact.zone ? { zone } : {}),
      tags: [...new Set(list.filter(Boolean))],
      ...(Object.keys(fields).length > 0 ? { fields: fields as never } : {}),
    }
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await changeContact(contact.id, changed())
      setWhy(null)
      said(t('Saved'))
      onSaved?.()
    } catch (error) {
      setWhy(reasonOf(error))
    }
  }
  const put = (key: number, part: Partial<Row>) =>
    setRows((before) => before.map((row) => (row.key === key ? { ...row, ...part } : row)))
  const text = (label: string, value: string, onChange: (value: string) => void, about?: string) => (
    <TextField fullWidth value={value} onChange={onChange} maxLength={200}>
      <Label>{label}</Label>
      <Input dir="auto" placeholder={about} />
    </TextField>
  )
  return (
    <form onSubmit={save} className="flex flex-col gap-3">
      {text(t('Name'), name, setName, contact.profileName)}
      {text(t('Tags, with commas between them'), tags, setTags)}
      {text(t('Language'), language, setLanguage, 'en, pt-BR')}
      {text(t('Time zone'), zone, setZone, 'Africa/Johannesburg')}
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium text-sm">{t('Own fields')}</legend>
        {rows.map((row) => (
          <div key={row.key} className="flex items-center gap-2">
            <Input
              aria-label={t('Name of the field')}
              value={row.name}
              onChange={({ target }) => put(row.key, { name: target.value })}
              className="min-w-0 flex-1 font-mono text-sm"
            />
            <Input
              aria-label={t('Value of {{name}}', { name: row.name })}
              dir="auto"
              value={row.value}
              onChange={({ target }) => put(row.key, { value: target.value })}
              className="min-w-0 flex-1"
            />
            <Button
              isIconOnly
              size="sm"
              variant="ghost"
              aria-label={t('Take {{name}} away', { name: row.name })}
              onPress={() => setRows((before) => before.filter((each) => each.key !== row.key))}
            >
              <X size={14} aria-hidden />
            </Button>
          </div>
        ))}
        <Button
          size="sm"
          variant="tertiary"
          className="self-start"
          onPress={() =>
            setRows((before) => [
              ...before,
              { key: Math.max(0, ...before.map(({ key }) => key)) + 1, name: '', value: '' },
            ])
          }
        >
          <Plus size={14} aria-hidden />
          {t('Another field')}
        </Button>
      </fieldset>
      {why ? (
        <p role="alert" className="text-danger-soft-foreground text-sm">
          {why}
        </p>
      ) : null}
      <Button type="submit" className="self-end">
        {t('Save')}
      </Button>
    </form>
  )
}
