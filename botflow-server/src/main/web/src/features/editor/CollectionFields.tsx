import { Button } from '@heroui/react/button'
import { Input } from '@heroui/react/input'
import { TextField } from '@heroui/react/textfield'
import { ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Config, text } from './document'
import { type FieldProps, SettingField, SettingFields, titleOf } from './SettingField'
import { resolved, type Schema } from './schema'

/** What a new element begins with: its required texts empty. */
function fresh(schema: Schema): unknown {
  if (schema.enum) return schema.enum[0]
  if (schema.type !== 'object') return ''
  return Object.fromEntries(
    (schema.required ?? []).map((name) => [name, schema.properties?.[name]?.type === 'number' ? 1 : '']),
  )
}

/** Elements in an order: added, moved up, taken out. */
export function ListField({ schemas, schema, name, value, onChange }: FieldProps) {
  const { t } = useTranslation()
  const items = Array.isArray(value) ? (value as unknown[]) : []
  const anyOf = schema.items?.anyOf
  const element = resolved(schemas, anyOf?.find((each) => each.type === 'string') ?? schema.items ?? {})
  const put = (next: unknown[]) => onChange(next.length > 0 ? next : undefined)
  const title = titleOf(name, schema)
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-medium text-sm">{title}</legend>
      {items.map((item, index) => (
        <div key={index} className="flex items-start gap-1 rounded-xl bg-default/60 p-2">
          <div className="flex min-w-0 flex-1 flex-col gap-2">
            {element.enum ? (
              <SettingField
                schemas={schemas}
                schema={{ ...element, title: `${title} ${index + 1}` }}
                name={name}
                value={item}
                onChange={(now) => put(items.map((each, at) => (at === index ? now : each)))}
              />
            ) : element.properties && typeof item === 'object' ? (
              <SettingFields
                schemas={schemas}
                schema={element}
                config={(item ?? {}) as Config}
                onChange={(now) => put(items.map((each, at) => (at === index ? now : each)))}
              />
            ) : (
              <TextField
                fullWidth
                aria-label={`${title} ${index + 1}`}
                value={typeof item === 'object' ? text((item as Config).text) : text(item)}
                onChange={(now) => put(items.map((each, at) => (at === index ? now : each)))}
              >
                <Input dir="auto" />
              </TextField>
            )}
          </div>
          <div className="flex flex-col">
            <Button
              size="sm"
              isIconOnly
              variant="ghost"
              aria-label={t('Remove {{what}} {{number}}', { what: title, number: index + 1 })}
              onPress={() => put(items.filter((_, at) => at !== index))}
            >
              <Trash2 size={15} aria-hidden />
            </Button>
            {index > 0 ? (
              <Button
                size="sm"
                isIconOnly
                variant="ghost"
                aria-label={t('Move {{what}} {{number}} up', { what: title, number: index + 1 })}
                onPress={() => put(items.toSpliced(index, 1).toSpliced(index - 1, 0, item))}
              >
                <ArrowUp size={15} aria-hidden />
              </Button>
            ) : null}
          </div>
        </div>
      ))}
      <Button
        size="sm"
        variant="tertiary"
        className="self-start"
        onPress={() => put([...items, fresh(element)])}
      >
        <Plus size={15} aria-hidden />
        {t('Add to {{what}}', { what: title })}
      </Button>
    </fieldset>
  )
}

/** Names with a value each. */
export function MapField({ schema, name, value, onChange }: FieldProps) {
  const { t } = useTranslation()
  const rows = Object.entries((value ?? {}) as Record<string, unknown>)
  const put = (next: [string, unknown][]) => onChange(next.length > 0 ? Object.fromEntries(next) : undefined)
  const title = titleOf(name, schema)
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-medium text-sm">{title}</legend>
      {rows.map(([key, held], index) => (
        <div key={index} className="flex items-center gap-1">
          <TextField
            aria-label={t('Name')}
            className="w-2/5 min-w-0"
            value={key}
            onChange={(now) => put(rows.map((row, at) => (at === index ? [now, row[1]] : row)))}
          >
            <Input className="w-full min-w-0" />
          </TextField>
          <TextField
            aria-label={t('Value')}
            className="min-w-0 flex-1"
            value={typeof held === 'string' ? held : JSON.stringify(held)}
            onChange={(now) => put(rows.map((row, at) => (at === index ? [row[0], now] : row)))}
          >
            <Input dir="auto" className="w-full min-w-0" />
          </TextField>
          <Button
            size="sm"
            isIconOnly
            variant="ghost"
            aria-label={t('Remove {{what}} {{number}}', { what: title, number: index + 1 })}
            onPress={() => put(rows.filter((_, at) => at !== index))}
          >
            <Trash2 size={15} aria-hidden />
          </Button>
        </div>
      ))}
      <Button
        size="sm"
        variant="tertiary"
        className="self-start"
        isDisabled={rows.some(([key]) => key === '')}
        onPress={() => put([...rows, ['', '']])}
      >
        <Plus size={15} aria-hidden />
        {t('Add to {{what}}', { what: title })}
      </Button>
    </fieldset>
  )
}
