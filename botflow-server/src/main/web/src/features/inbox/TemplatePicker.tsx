import { Button } from '@heroui/react/button'
import { Input } from '@heroui/react/input'
import { Label } from '@heroui/react/label'
import { TextField } from '@heroui/react/textfield'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { Dialog } from '../../ui/Dialog'
import type { Conversation } from './conversations'
import { nameOf } from './names'
import { put } from './outbox'
import { blanksOf, componentsWith, keyOf, preview, type Template, takesWordsAlone } from './templates'

/** The approved templates of the number that the conversation is on. */
function useTemplates(channelId: string) {
  return useQuery({
    queryKey: ['templates', 'approved', channelId],
    queryFn: async () => {
      const accounts = (await good(api.GET('/api/whatsapp-accounts'))).data
      const account = accounts.find((each) => each.id === channelId)?.businessAccountId
      if (!account) return []
      const query = { account, status: 'approved', limit: 100 }
      const { data } = await good(api.GET('/api/templates', { params: { query } }))
      return data.filter(takesWordsAlone)
    },
  })
}

interface Props {
  conversation: Conversation
  isOpen: boolean
  onOpenChange: (open: boolean) => void
}

/** A template for whom nothing else may be sent to, with its blanks filled in. */
export function TemplatePicker({ conversation, isOpen, onOpenChange }: Props) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Template | null>(null)
  const close = (open: boolean) => {
    if (!open) setChosen(null)
    onOpenChange(open)
  }
  return (
    <Dialog isOpen={isOpen} onOpenChange={close} title={chosen ? chosen.name : t('Choose a template')}>
      {chosen ? (
        <Fill
          template={chosen}
          conversation={conversation}
          onBack={() => setChosen(null)}
          onSent={() => close(false)}
        />
      ) : (
        <Choose channelId={conversation.channelId} onChoose={setChosen} />
      )}
    </Dialog>
  )
}

function Choose({ channelId, onChoose }: { channelId: string; onChoose: (template: Template) => void }) {
  const { t } = useTranslation()
  const templates = useTemplates(channelId)
  if (templates.isSuccess && templates.data.length === 0) {
    return (
      <p className="text-muted text-sm">
        {t('No approved template of this number can go with words alone.')}
      </p>
    )
  }
  return (
    <ul className="flex max-h-[50dvh] flex-col gap-2 overflow-auto p-1" aria-busy={templates.isPending}>
      {templates.data?.map((template) => (
        <li key={template.id}>
          <button
            type="button"
            onClick={() => onChoose(template)}
            className="flex w-full flex-col gap-1 rounded-xl border border-border p-3 text-start hover:border-accent"
          >
            <span className="font-medium text-sm">
              {template.name} <span className="font-normal text-muted text-xs">{template.language}</span>
            </span>
            <span dir="auto" className="line-clamp-2 text-muted text-sm">
              {preview(template, {})}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

interface FillProps {
  template: Template
  conversation: Conversation
  onBack: () => void
  onSent: () => void
}

function Fill({ template, conversation, onBack, onSent }: FillProps) {
  const { t } = useTranslation()
  const blanks = blanksOf(template)
  // The first blank of nearly every template is a name.
  const [values, setValues] = useState<Record<string, string>>(() => {
    const first = blanks.find(({ part }) => part === 'body')
    return first && conversation.contact.name ? { [keyOf(first)]: nameOf(conversation.contact) } : {}
  })
  const isFilled = blanks.every((blank) => values[keyOf(blank)]?.trim())
  const send = () => {
    const components = componentsWith(template, values)
    put({
      conversationId: conversation.id,
      kind: 'reply',
      text: preview(template, values),
      template: { name: template.name, language: template.language, components },
    })
    onSent()
  }
  return (
    <div className="flex flex-col gap-3">
      {blanks.map((blank) => (
        <TextField
          key={keyOf(blank)}
          fullWidth
          value={values[keyOf(blank)] ?? ''}
          onChange={(value) => setValues((before) => ({ ...before, [keyOf(blank)]: value }))}
          maxLength={1024}
        >
          <Label>
            {blank.part === 'button'
              ? t('End of the address of button {{number}}', { number: blank.index + 1 })
              : blank.part === 'header'
                ? t('In the heading, in the place of {{name}}', { name: `{{${blank.name}}}` })
                : t('In the place of {{name}}', { name: `{{${blank.name}}}` })}
          </Label>
          <Input dir="auto" />
        </TextField>
      ))}
      <p dir="auto" className="whitespace-pre-wrap rounded-xl bg-accent-soft p-3 text-sm">
        {preview(template, values)}
      </p>
      <div className="flex justify-end gap-2">
        <Button variant="tertiary" onPress={onBack}>
          {t('Back')}
        </Button>
        <Button isDisabled={!isFilled} onPress={send}>
          {t('Send')}
        </Button>
      </div>
    </div>
  )
}
