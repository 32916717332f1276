import { Button } from '@heroui/react/button'
import { Label } from '@heroui/react/label'
import { Switch } from '@heroui/react/switch'
import { TextArea } from '@heroui/react/textarea'
import { TextField } from '@heroui/react/textfield'
import { Languages, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { useLanguage } from '../../app/language'
import { Choice } from '../../ui/Choice'
import { failed, said, saidWithUndo } from '../../ui/toasts'
import { stepOf } from './edits'
import { kindOf } from './kinds'
import { NewLanguage } from './NewLanguage'
import { useJump } from './navigate'
import { edit, undo, useEditor } from './store'
import {
  type FlowText,
  languagesOf,
  missingIn,
  textsOf,
  translate,
  translationOf,
  withoutLanguage,
} from './translations'

interface Props {
  path: { id: string; workflowId: string }
  /** Saves what is not saved yet. */
  onSave: () => Promise<void>
}

const keyOf = (each: FlowText) => `${each.node} ${each.path}`

/** All texts of the flow beside their translation into one of its languages. */
export function TranslationList({ path, onSave }: Props) {
  const { t } = useTranslation()
  const spoken = useLanguage()
  const document = useEditor((editor) => editor.document)
  const readOnly = useEditor((editor) => editor.readOnly)
  const [picked, setPicked] = useState<string | null>(null)
  const [missingOnly, setMissingOnly] = useState(false)
  const texts = useMemo(() => textsOf(document), [document])
  const languages = languagesOf(document)
  const language = picked && languages.includes(picked) ? picked : languages[0]
  const names = new Intl.DisplayNames(spoken, { type: 'language' })
  const add = (tag: string) => {
    if (!languages.includes(tag)) edit((now) => translate(now, tag, []))
    setPicked(tag)
  }
  const left = language ? missingIn(document, language, texts) : []
  const done = texts.length - left.length
  const progress = languages.map((tag) => {
    const count = texts.length - missingIn(document, tag, texts).length
    return { id: tag, label: `${names.of(tag) ?? tag}: ${count}/${texts.length}` }
  })
  // A text that gets its translation stays where it is until the list is asked for anew.
  const [kept, setKept] = useState<string[]>([])
  const rows = missingOnly ? texts.filter((each) => left.includes(each) || kept.includes(keyOf(each))) : texts
  return (
    <fieldset disabled={readOnly} className="flex min-w-0 flex-col gap-4">
      {language ? (
        <>
          <Choice label={t('Language')} value={language} options={progress} onChange={setPicked} />
          <progress
            aria-label={t('Translated: {{done}} of {{all}}', { done, all: texts.length })}
            className="h-2 w-full accent-(--accent)"
            max={Math.max(1, texts.length)}
            value={done}
          />
          <p className="text-muted text-sm">
            {t('Translated: {{done}} of {{all}}', { done, all: texts.length })}
          </p>
          <Switch
            isSelected={missingOnly}
            onChange={(on) => {
              setKept(left.map(keyOf))
              setMissingOnly(on)
            }}
          >
            <Switch.Control>
              <Switch.Thumb />
            </Switch.Control>
            <Switch.Content>
              <Label>{t('Only what is missing')}</Label>
            </Switch.Content>
          </Switch>
          <div className="flex flex-wrap gap-2">
            <Propose path={path} language={language} missing={left.length} onSave={onSave} />
            <Button
              size="sm"
              variant="ghost"
              onPress={() => {
                edit((now) => withoutLanguage(now, language))
                saidWithUndo(t('Without {{language}}', { language: names.of(language) ?? language }), undo)
              }}
            >
              <Trash2 size={15} aria-hidden />
              {t('Remove the language')}
            </Button>
          </div>
        </>
      ) : (
        <p className="text-muted text-sm">{t('The flow speaks one language so far.')}</p>
      )}
      <NewLanguage own={document.language ?? 'en'} onAdd={add} />
      {language ? (
        <ul aria-label={t('Texts')} className="flex flex-col gap-4">
          {rows.map((each) => (
            <li key={keyOf(each)}>
              <Translated text={each} language={language} value={translationOf(document, language, each)} />
            </li>
          ))}
        </ul>
      ) : null}
    </fieldset>
  )
}

function Translated({ text, language, value }: { text: FlowText; language: string; value: string }) {
  const { t } = useTranslation()
  const jump = useJump()
  const step = useEditor(({ document }) => stepOf(document, text.node))
  const put = (now: string) =>
    edit(
      (flow) => translate(flow, language, [{ nodeId: text.node, path: text.path, text: now }]),
      `translation ${language} ${text.node} ${text.path}`,
    )
  return (
    <TextField fullWidth value={value} onChange={put}>
      <Button
        size="sm"
        variant="ghost"
        className="-ms-2 h-auto min-h-6 py-0.5"
        onPress={() => jump(text.node)}
      >
        <span dir="auto" className="truncate text-muted text-xs">
          {step ? step.data.label || t(kindOf(step.type).title) : text.node}
        </span>
      </Button>
      <Label>
        <span dir="auto" className="whitespace-pre-line">
          {text.text}
        </span>
        {value === '' ? (
          <span className="ms-2 rounded bg-warning-soft px-1.5 py-0.5 text-warning-soft-foreground text-xs">
            {t('Missing')}
          </span>
        ) : null}
      </Label>
      <TextArea lang={language} dir="auto" rows={2} className="resize-y" />
    </TextField>
  )
}

interface ProposeProps extends Props {
  language: string
  missing: number
}

/** Lets the server's translator propose what is missing. It is part of the draft, to be read again. */
function Propose({ path, language, missing, onSave }: ProposeProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const propose = async () => {
    setAsking(true)
    try {
      // The server looks at the draft that it has.
      await onSave()
      const { proposals, more } = await good(
        api.POST('/api/bots/{id}/workflows/{workflowId}/translation-proposals', {
          params: { path },
          body: { language },
        }),
      )
      if (proposals.length === 0) {
        said(t('Nothing is missing'))
        return
      }
      edit((now) =>
        translate(
          now,
          language,
          proposals.map((each) => ({ nodeId: each.nodeId, path: each.path, text: each.proposed })),
        ),
      )
      saidWithUndo(
        more
          ? t('Proposed: {{count}}, and more are missing', { count: proposals.length })
          : t('Proposed: {{count}}', { count: proposals.length }),
        undo,
      )
    } catch (error) {
      failed(error)
    } finally {
      setAsking(false)
    }
  }
  return (
    <Button
      size="sm"
      variant="secondary"
      isPending={asking}
      isDisabled={missing === 0}
      onPress={() => void propose()}
    >
      <Languages size={15} aria-hidden />
      {t('Propose what is missing')}
    </Button>
  )
}
