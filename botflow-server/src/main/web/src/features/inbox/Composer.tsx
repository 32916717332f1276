import { Button } from '@heroui/react/button'
import { FileText, Paperclip, SendHorizontal, X } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/me'
import { failed } from '../../ui/toasts'
import { askedFor, filled, fitting, withReply } from './canned'
import { type Conversation, useCannedReplies } from './conversations'
import type { Draft } from './drafts'
import { tellTyping } from './live'
import { kindOf, upload } from './media'
import type { Message } from './messages'
import { put } from './outbox'
import { TemplatePicker } from './TemplatePicker'
import { useNow } from './time'

interface Props {
  conversation: Conversation
  draft: Draft
  onDraft: (change: Partial<Draft>) => void
  replyTo: Message | null
  onReplyTo: (message: Message | null) => void
  field: RefObject<HTMLTextAreaElement | null>
}

const MOST_TEXT = 4_096
const TYPING_AGAIN_MS = 4_000
const LIST = 'canned-replies'

/** Where one writes: to the customer, or a note for the others. */
export function Composer({ conversation, draft, onDraft, replyTo, onReplyTo, field }: Props) {
  const { t } = useTranslation()
  const now = useNow()
  const { id, windowEndsAt, windowOpen } = conversation
  const isOpen = windowEndsAt ? Date.parse(windowEndsAt) > now : windowOpen
  const isNote = draft.kind === 'note'
  const mayWrite = isNote || isOpen
  const [picking, setPicking] = useState(false)
  const [file, setFile] = useState<File | null>(null)
  const [busy, setBusy] = useState(false)
  useTyping(id, isNote ? '' : draft.text)

  const take = (files: FileList) => {
    const [first] = files
    if (!first) return
    setFile(first)
    onDraft({ kind: 'reply' })
  }
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    const text = draft.text.trim()
    if (!mayWrite || busy) return
    if (file && !isNote) return void sendFile(file, text).catch(failed)
    if (text === '') return
    put({
      conversationId: id,
      kind: draft.kind,
      text,
      ...(replyTo && !isNote ? { replyTo: replyTo.id } : {}),
    })
    onDraft({ text: '' })
    onReplyTo(null)
  }
  const sendFile = async (chosen: File, caption: string) => {
    setBusy(true)
    try {
      const { id: uploadId, mimeType } = await upload(chosen)
      const kind = kindOf(mimeType)
      // A recording has no words below it.
      const words = kind === 'audio' ? '' : caption
      put({
        conversationId: id,
        kind: 'reply',
        text: words || chosen.name,
        media: { kind, uploadId, ...(words ? { caption: words } : {}) },
        ...(replyTo ? { replyTo: replyTo.id } : {}),
      })
      if (words !== caption) put({ conversationId: id, kind: 'reply', text: caption })
      setFile(null)
      onDraft({ text: '' })
      onReplyTo(null)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={send}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        take(event.dataTransfer.files)
      }}
      onPaste={(event) => {
        if (event.clipboardData.files.length > 0) event.preventDefault()
        take(event.clipboardData.files)
      }}
      className={`flex flex-col gap-2 border-t p-3 ${isNote ? 'border-warning bg-warning-soft' : 'border-border bg-surface'}`}
    >
      <div role="radiogroup" aria-label={t('What is written')} className="flex gap-1">
        {(['reply', 'note'] as const).map((kind) => (
          <label
            key={kind}
            className="flex min-h-9 cursor-pointer items-center rounded-lg px-3 font-medium text-muted text-sm has-checked:bg-default has-checked:text-foreground has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name="kind"
              className="sr-only"
              checked={draft.kind === kind}
              onChange={() => onDraft({ kind })}
            />
            {kind === 'reply' ? t('Reply') : t('Note')}
          </label>
        ))}
      </div>
      {file && !isNote ? (
        <p className="flex items-center gap-2 rounded-lg bg-default px-2 py-1 text-xs">
          <Paperclip size={12} aria-hidden />
          <bdi className="min-w-0 flex-1 truncate">{file.name}</bdi>
          <Button
            isIconOnly
            size="sm"
            variant="ghost"
            className="size-6"
            aria-label={t('Send no file')}
            onPress={() => setFile(null)}
          >
            <X size={12} aria-hidden />
          </Button>
        </p>
      ) : null}
      {replyTo && !isNote ? (
        <p className="flex items-center gap-2 rounded-lg border-accent border-s-2 bg-default px-2 py-1 text-muted text-xs">
          <span dir="auto" className="min-w-0 flex-1 truncate">
            {replyTo.text}
          </span>
          <Button
            isIconOnly
            size="sm"
            variant="ghost"
            className="size-6"
            aria-label={t('Answer nothing in particular')}
            onPress={() => onReplyTo(null)}
          >
            <X size={12} aria-hidden />
          </Button>
        </p>
      ) : null}
      {mayWrite ? (
        <Field
          conversation={conversation}
          draft={draft}
          onDraft={onDraft}
          onSend={send}
          field={field}
          isNote={isNote}
          isReady={draft.text.trim() !== '' || (file !== null && !isNote)}
          onFile={take}
          onTemplate={conversation.channel === 'whatsapp' ? () => setPicking(true) : null}
        />
      ) : (
        <div
          role="status"
          className="flex flex-wrap items-center gap-3 rounded-lg bg-default px-3 py-2 text-sm"
        >
          <p className="min-w-60 flex-1">
            {t(
              'The customer wrote more than 24 hours ago: only an approved template may go now. As soon as they write, you can answer freely. Notes are always possible.',
            )}
          </p>
          <Button size="sm" onPress={() => setPicking(true)}>
            <FileText size={16} aria-hidden />
            {t('Choose a template')}
          </Button>
        </div>
      )}
      <TemplatePicker conversation={conversation} isOpen={picking} onOpenChange={setPicking} />
    </form>
  )
}

interface FieldProps {
  conversation: Conversation
  draft: Draft
  onDraft: (change: Partial<Draft>) => void
  onSend: () => void
  field: RefObject<HTMLTextAreaElement | null>
  isNote: boolean
  isReady: boolean
  onFile: (files: FileList) => void
  /** Null where the channel has no templates. */
  onTemplate: (() => void) | null
}

function Field(props: FieldProps) {
  const { conversation, draft, onDraft, onSend, field, isNote, isReady, onFile, onTemplate } = props
  const { t } = useTranslation()
  const me = useMe().data
  const replies = useCannedReplies().data ?? []
  const [closed, setClosed] = useState(false)
  const [marked, setMarked] = useState(0)
  const asked = isNote ? null : askedFor(draft.text)
  const offers = asked === null || closed ? [] : fitting(replies, asked)
  const at = Math.min(marked, offers.length - 1)
  const take = (index: number) => {
    const offer = offers[index]
    if (offer) onDraft({ text: withReply(draft.text, filled(offer.text, conversation, me?.name ?? '')) })
    field.current?.focus()
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (offers.length > 0) {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (step !== 0) setMarked((at + step + offers.length) % offers.length)
      else if (event.key === 'Escape') setClosed(true)
      else if (event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey)) take(at)
      else return
      event.preventDefault()
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      onSend()
    }
  }
  return (
    <div className="relative flex items-end gap-2">
      {offers.length > 0 ? (
        <div
          id={LIST}
          role="listbox"
          aria-label={t('Canned replies')}
          className="absolute start-0 bottom-full z-20 mb-2 max-h-64 w-full max-w-lg overflow-auto rounded-xl border border-border bg-overlay p-1 shadow-lg"
        >
          {offers.map((offer, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are taken where one writes
            <div
              key={offer.id}
              id={`${LIST}-${index}`}
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              onClick={() => take(index)}
              className="cursor-pointer rounded-lg px-3 py-2 text-sm aria-selected:bg-default"
            >
              <span className="font-medium">/{offer.shortCode}</span>
              <span dir="auto" className="block truncate text-muted text-xs">
                {offer.text}
              </span>
            </div>
          ))}
        </div>
      ) : null}
      <textarea
        ref={field}
        value={draft.text}
        onChange={(event) => {
          setClosed(false)
          setMarked(0)
          onDraft({ text: event.target.value })
        }}
        onKeyDown={press}
        maxLength={MOST_TEXT}
        rows={2}
        dir="auto"
        aria-controls={offers.length > 0 ? LIST : undefined}
        aria-autocomplete="list"
        aria-activedescendant={offers.length > 0 ? `${LIST}-${at}` : undefined}
        aria-label={isNote ? t('Note for the team') : t('Message to the customer')}
        placeholder={isNote ? t('Only the team sees this') : t('Write, or / for a canned reply')}
        className="textarea textarea--primary field-sizing-content max-h-48 min-h-14 min-w-0 flex-1 resize-none"
      />
      {isNote ? null : (
        <span className="flex flex-col sm:flex-row">
          <AttachButton onFile={onFile} />
          {onTemplate ? (
            <Button isIconOnly variant="ghost" aria-label={t('Choose a template')} onPress={onTemplate}>
              <FileText size={18} aria-hidden />
            </Button>
          ) : null}
        </span>
      )}
      <Button type="submit" isIconOnly isDisabled={!isReady} aria-label={t('Send')}>
        <SendHorizontal size={18} className="rtl:rotate-180" aria-hidden />
      </Button>
    </div>
  )
}

function AttachButton({ onFile }: { onFile: (files: FileList) => void }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('File to send')}
        onChange={({ target }) => {
          if (target.files) onFile(target.files)
          target.value = ''
        }}
      />
      <Button isIconOnly variant="ghost" aria-label={t('Send a file')} onPress={() => input.current?.click()}>
        <Paperclip size={18} aria-hidden />
      </Button>
    </>
  )
}

/** Others who look at the conversation see that somebody writes. */
function useTyping(conversationId: string, text: string) {
  const writes = text !== ''
  useEffect(() => {
    if (!writes) return
    tellTyping(conversationId, true)
    const again = setInterval(() => tellTyping(conversationId, true), TYPING_AGAIN_MS)
    return () => {
      clearInterval(again)
      tellTyping(conversationId, false)
    }
  }, [conversationId, writes])
}
