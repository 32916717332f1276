import { Button } from '@heroui/react/button'
import { Disclosure } from '@heroui/react/disclosure'
import { Input } from '@heroui/react/input'
import { Label } from '@heroui/react/label'
import { Switch } from '@heroui/react/switch'
import { TextField } from '@heroui/react/textfield'
import { CircleAlert, Copy, Trash2, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { typeOf } from './catalogue'
import { duplicate, removeChosen } from './commands'
import type { Config, Step } from './document'
import { change, configure } from './edits'
import { kindOf } from './kinds'
import { SettingFields } from './SettingField'
import { edit, useEditor } from './store'

/** The settings of the chosen step. */
export function Inspector({ step }: { step: Step }) {
  const { t } = useTranslation()
  const readOnly = useEditor((editor) => editor.readOnly)
  const kind = kindOf(step.type)
  const Icon = kind.icon
  const mend = (data: Partial<Step['data']>) =>
    edit(
      (now) => change(now, step.id, (old) => ({ ...old, data: { ...old.data, ...data } })),
      `data ${step.id}`,
    )
  return (
    <fieldset disabled={readOnly} className={`tone-${kind.tone} flex min-w-0 flex-col gap-5`}>
      <div className="flex items-start gap-3">
        <span className="step-icon">
          <Icon size={16} aria-hidden />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold leading-tight">{t(kind.title)}</h2>
          <p className="text-muted text-sm">{t(kind.about)}</p>
        </div>
        <Button size="sm" isIconOnly variant="ghost" aria-label={t('Duplicate')} onPress={duplicate}>
          <Copy size={16} aria-hidden />
        </Button>
        <Button size="sm" isIconOnly variant="ghost" aria-label={t('Delete')} onPress={removeChosen}>
          <Trash2 size={16} aria-hidden />
        </Button>
      </div>
      <StepProblems id={step.id} />
      <TextField
        fullWidth
        value={step.data.label ?? ''}
        onChange={(label) => mend({ label: label || undefined })}
      >
        <Label>{t('Name of the step')}</Label>
        <Input dir="auto" placeholder={t(kind.title)} />
      </TextField>
      <Settings key={step.id} step={step} main={kind.main} />
      <Switch
        isSelected={step.data.disabled !== true}
        onChange={(on) => mend({ disabled: on ? undefined : true })}
      >
        <Switch.Control>
          <Switch.Thumb />
        </Switch.Control>
        <Switch.Content>
          <Label>{t('Switched on')}</Label>
        </Switch.Content>
      </Switch>
    </fieldset>
  )
}

function StepProblems({ id }: { id: string }) {
  const problems = useEditor((editor) => editor.problems)
  const own = problems.filter((problem) => problem.nodeId === id)
  if (own.length === 0) return null
  return (
    <ul className="flex flex-col gap-2 rounded-xl bg-default/60 p-3 text-sm">
      {own.map((problem) => (
        <li key={problem.code + problem.path + problem.message} className="flex gap-2">
          {problem.severity === 'error' ? (
            <CircleAlert size={16} className="mt-0.5 shrink-0 text-danger" aria-hidden />
          ) : (
            <TriangleAlert size={16} className="mt-0.5 shrink-0 text-warning-soft-foreground" aria-hidden />
          )}
          <span>{problem.message}</span>
        </li>
      ))}
    </ul>
  )
}

function Settings({ step, main }: { step: Step; main: string[] }) {
  const { t } = useTranslation()
  const schema = typeOf(step.type)?.settings
  if (!schema) return null
  const schemas = { $defs: schema.$defs ?? {} }
  const all = Object.keys(schema.properties ?? {})
  const first = main.length > 0 ? main : all
  const more = all.filter((name) => !first.includes(name))
  const put = (config: Config) => edit((now) => configure(now, step.id, config), `config ${step.id}`)
  const fields = { schemas, schema, config: step.data.config, onChange: put }
  return (
    <>
      <SettingFields {...fields} names={first} />
      {more.length > 0 ? (
        <Disclosure defaultExpanded={more.some((name) => step.data.config[name] !== undefined)}>
          <Disclosure.Heading>
            <Button slot="trigger" variant="ghost" size="sm" className="-ms-2">
              {t('More settings')}
              <Disclosure.Indicator />
            </Button>
          </Disclosure.Heading>
          <Disclosure.Content>
            <Disclosure.Body className="flex flex-col gap-4 pt-2">
              <SettingFields {...fields} names={more} />
            </Disclosure.Body>
          </Disclosure.Content>
        </Disclosure>
      ) : null}
    </>
  )
}
