import { Button } from '@heroui/react/button'
import { Description } from '@heroui/react/description'
import { Input } from '@heroui/react/input'
import { Label } from '@heroui/react/label'
import { ListBox } from '@heroui/react/list-box'
import { Select } from '@heroui/react/select'
import { Switch } from '@heroui/react/switch'
import { TextArea } from '@heroui/react/textarea'
import { TextField } from '@heroui/react/textfield'
import { Braces } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ListField, MapField } from './CollectionFields'
import { type Config, text } from './document'
import { resolved, type Schema, type Schemas } from './schema'
import { titled } from './titles'
import { VariablePicker } from './VariablePicker'

export interface FieldProps {
  schemas: Schemas
  schema: Schema
  name: string
  value: unknown
  onChange: (value: unknown) => void
}

export function titleOf(name: string, schema: Schema): string {
  const words = name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
  if (schema.title) return titled(schema.title)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Whatever a setting is: the field that its schema asks for. */
export function SettingField(props: FieldProps) {
  const schema = resolved(props.schemas, props.schema)
  const field = { ...props, schema }
  if (schema.enum) return <ChoiceField {...field} />
  if (schema.type === 'boolean') return <FlagField {...field} />
  if (schema.type === 'array') return <ListField {...field} />
  if (schema.type === 'object' && schema.properties) return <GroupField {...field} />
  if (schema.type === 'object') return <MapField {...field} />
  return <LineField {...field} />
}

function ChoiceField({ schema, name, value, onChange }: FieldProps) {
  return (
    <Select
      fullWidth
      selectedKey={text(value) || text(schema.default) || null}
      onSelectionChange={(key) => onChange(key)}
    >
      <Label>{titleOf(name, schema)}</Label>
      <Select.Trigger>
        <Select.Value />
        <Select.Indicator />
      </Select.Trigger>
      <Select.Popover>
        <ListBox>
          {(schema.enum ?? []).map((each) => (
            <ListBox.Item key={each} id={each} textValue={each}>
              {each.replaceAll('_', ' ')}
            </ListBox.Item>
          ))}
        </ListBox>
      </Select.Popover>
    </Select>
  )
}

function FlagField({ schema, name, value, onChange }: FieldProps) {
  return (
    <Switch
      isSelected={value === true || (value === undefined && schema.default === true)}
      onChange={onChange}
    >
      <Switch.Control>
        <Switch.Thumb />
      </Switch.Control>
      <Switch.Content>
        <Label>{titleOf(name, schema)}</Label>
      </Switch.Content>
    </Switch>
  )
}

/** What is written becomes what the schema holds: a number, a text, an expression. */
function read(schema: Schema, written: string): unknown {
  if (written === '') return undefined
  if (schema.type === 'integer' || schema.type === 'number') {
    const number = Number(written)
    return Number.isNaN(number) ? written : number
  }
  return written
}

function shownText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function LineField({ schema, name, value, onChange }: FieldProps) {
  const { t } = useTranslation()
  const [picking, setPicking] = useState(false)
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const takesVariables = schema['x-botflow-template'] === true || schema['x-botflow-expression'] === true
  const long = schema['x-botflow-multiline'] === true
  const code = schema['x-botflow-expression'] || schema['x-botflow-holds'] === 'variable'
  const written = shownText(value)
  const change = (now: string) => {
    onChange(read(schema, now))
    if (schema['x-botflow-template'] && now.length > written.length) {
      const caret = field.current?.selectionStart ?? now.length
      if (now.slice(0, caret).endsWith('{{')) setPicking(true)
    }
  }
  const insert = (variable: string) => {
    const caret = field.current?.selectionStart ?? written.length
    const head = written.slice(0, caret)
    const open = /\{\{\s*$/.exec(head)
    const tail = written.slice(caret)
    const word = schema['x-botflow-template'] ? `{{ ${variable} }}` : variable
    onChange((open ? head.slice(0, open.index) : head) + word + tail.replace(open ? /^\s*\}\}/ : /^$/, ''))
    setPicking(false)
    field.current?.focus()
  }
  const hint =
    schema.format === 'duration'
      ? t('For example PT30M for half an hour, P1D for a day')
      : schema['x-botflow-expression']
        ? t('An expression, such as age >= 18')
        : null
  return (
    <TextField fullWidth value={written} onChange={change} isRequired={false}>
      <span className="flex items-center justify-between gap-2">
        <Label>{titleOf(name, schema)}</Label>
        {takesVariables ? (
          <Button
            size="sm"
            isIconOnly
            variant="ghost"
            aria-label={t('Insert a variable')}
            onPress={() => setPicking(true)}
          >
            <Braces size={14} aria-hidden />
          </Button>
        ) : null}
      </span>
      {long ? (
        <TextArea ref={field} dir="auto" rows={4} className="resize-y" />
      ) : (
        <Input ref={field} dir="auto" className={code ? 'font-mono text-sm' : ''} />
      )}
      {hint ? <Description>{hint}</Description> : null}
      <VariablePicker isOpen={picking} onOpenChange={setPicking} onPick={insert} />
    </TextField>
  )
}

function GroupField({ schemas, schema, name, value, onChange }: FieldProps) {
  const config = (value ?? {}) as Config
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-xl border border-border p-3">
      <legend className="px-1 font-medium text-sm">{titleOf(name, schema)}</legend>
      <SettingFields schemas={schemas} schema={schema} config={config} onChange={onChange} />
    </fieldset>
  )
}

interface FieldsProps {
  schemas: Schemas
  schema: Schema
  config: Config
  onChange: (config: Config) => void
  /** Only these, in this order; all where none are named. */
  names?: string[]
}

/** A field for each setting; what is emptied is left out. */
export function SettingFields({ schemas, schema, config, onChange, names }: FieldsProps) {
  const properties = schema.properties ?? {}
  return (names ?? Object.keys(properties))
    .filter((name) => properties[name])
    .map((name) => (
      <SettingField
        key={name}
        schemas={schemas}
        schema={properties[name] as Schema}
        name={name}
        value={config[name]}
        onChange={(value) => {
          const { [name]: _, ...others } = config
          onChange(value === undefined ? others : { ...config, [name]: value })
        }}
      />
    ))
}
