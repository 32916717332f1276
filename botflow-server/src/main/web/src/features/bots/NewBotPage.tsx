import { Button } from '@heroui/react/button'
import { Description } from '@heroui/react/description'
import { Input } from '@heroui/react/input'
import { Label } from '@heroui/react/label'
import { TextField } from '@heroui/react/textfield'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import {
  ArrowLeft,
  Calendar,
  FileQuestion,
  type LucideIcon,
  Package,
  PencilRuler,
  UserPlus,
} from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good, type Schemas } from '../../api/client'
import { queries } from '../../app/queries'
import { Page } from '../../ui/Page'
import { reasonOf } from '../../ui/toasts'

type Template = Schemas['TemplateRoutesFlowTemplateSummary']

const ICONS: Record<string, LucideIcon> = {
  booking: Calendar,
  'order-tracking': Package,
  faq: FileQuestion,
  'lead-generation': UserPlus,
}

/** From nothing to a bot that answers: a template, then its few questions. */
export function NewBotPage() {
  const { t } = useTranslation()
  const [template, setTemplate] = useState<Template | 'empty' | null>(null)
  const templates = useQuery({
    queryKey: ['flow-templates'],
    queryFn: () => good(api.GET('/api/flow-templates')),
  })
  if (template) {
    return <Questions template={template === 'empty' ? null : template} back={() => setTemplate(null)} />
  }
  return (
    <Page
      title={t('What shall the bot do?')}
      about={t('Every template works as it is; change what you like later.')}
    >
      <ul className="grid gap-4 sm:grid-cols-2">
        {(templates.data?.data ?? []).map((each) => (
          <Choice
            key={each.name}
            icon={ICONS[each.name] ?? PencilRuler}
            title={each.title}
            about={t('A bot that {{does}}.', { does: each.description })}
            onPick={() => setTemplate(each)}
          />
        ))}
        <Choice
          icon={PencilRuler}
          title={t('Something else')}
          about={t('Begin with an empty canvas.')}
          onPick={() => setTemplate('empty')}
        />
      </ul>
      <Link to="/bots" className="self-start text-link text-sm underline">
        {t('All bots')}
      </Link>
    </Page>
  )
}

interface ChoiceProps {
  icon: LucideIcon
  title: string
  about: string
  onPick: () => void
}

function Choice({ icon: Icon, title, about, onPick }: ChoiceProps) {
  return (
    <li>
      <button
        type="button"
        onClick={onPick}
        className="flex h-full w-full items-start gap-4 rounded-2xl border border-border bg-surface p-5 text-start shadow-sm transition hover:border-accent"
      >
        <span className="grid size-12 shrink-0 place-items-center rounded-xl bg-accent-soft text-accent-soft-foreground">
          <Icon size={24} aria-hidden />
        </span>
        <span>
          <span className="block font-semibold">{title}</span>
          <span className="mt-1 block text-muted text-sm">{about}</span>
        </span>
      </button>
    </li>
  )
}

function Questions({ template, back }: { template: Template | null; back: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [name, setName] = useState(template?.title ?? '')
  const [answers, setAnswers] = useState<Record<string, string>>({})
  const [why, setWhy] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const given = Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer.trim() !== ''))
  const make = async (event: FormEvent) => {
    event.preventDefault()
    setSending(true)
    setWhy(null)
    try {
      const begins = template ? { template: template.name, answers: given } : {}
      const bot = await good(api.POST('/api/bots', { body: { name: name.trim(), ...begins } }))
      if (!bot.mainWorkflowId) {
        const path = { id: bot.id }
        await good(api.POST('/api/bots/{id}/workflows', { params: { path }, body: { name: name.trim() } }))
      }
      await queries.invalidateQueries({ queryKey: ['bots'] })
      await navigate({ to: '/bots/$botId', params: { botId: bot.id } })
    } catch (error) {
      setWhy(reasonOf(error))
      setSending(false)
    }
  }
  return (
    <Page
      title={template?.title ?? t('Something else')}
      about={template ? t('The answers go into its texts. What you leave empty stays as it is.') : undefined}
    >
      <form className="flex max-w-xl flex-col gap-5" onSubmit={make}>
        <TextField fullWidth value={name} onChange={setName} isRequired validationBehavior="aria">
          <Label>{t('Name of the bot')}</Label>
          <Input dir="auto" />
        </TextField>
        {(template?.questions ?? []).map((question) => (
          <TextField
            key={question.id}
            fullWidth
            value={answers[question.id] ?? ''}
            onChange={(answer) => setAnswers((before) => ({ ...before, [question.id]: answer }))}
          >
            <Label>{question.label}</Label>
            <Input dir="auto" />
            <Description>{t('For example: {{example}}', { example: question.example })}</Description>
          </TextField>
        ))}
        {why ? (
          <p role="alert" className="text-danger-soft-foreground text-sm">
            {why}
          </p>
        ) : null}
        <div className="flex gap-2">
          <Button variant="tertiary" onPress={back}>
            <ArrowLeft size={16} className="rtl:rotate-180" aria-hidden />
            {t('Back')}
          </Button>
          <Button type="submit" isPending={sending} isDisabled={name.trim() === ''}>
            {t('Make the bot')}
          </Button>
        </div>
      </form>
    </Page>
  )
}
