import { Button } from '@heroui/react/button'
import { Input } from '@heroui/react/input'
import { Label } from '@heroui/react/label'
import { TextField } from '@heroui/react/textfield'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, type Schemas, tagged } from '../../api/client'
import { Dialog } from '../../ui/Dialog'
import { reasonOf, said } from '../../ui/toasts'
import { exportFlow } from './commands'
import { show, useEditor } from './store'

interface PublishProps {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  path: { id: string; workflowId: string }
  tag: () => string | null
  onPublished: (view: Schemas['WorkflowView'], tag: string | null) => void
}

/** What new conversations run from now on. Errors stand against it. */
export function PublishDialog({ isOpen, onOpenChange, path, tag, onPublished }: PublishProps) {
  const { t } = useTranslation()
  const [comment, setComment] = useState('')
  const [why, setWhy] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const problems = useEditor((editor) => editor.problems)
  const errors = problems.filter((problem) => problem.severity === 'error').length
  const publish = async () => {
    setSending(true)
    setWhy(null)
    try {
      const seen = tag()
      const answer = await tagged(
        api.POST('/api/bots/{id}/workflows/{workflowId}/publish', {
          params: { path },
          headers: seen ? { 'If-Match': seen } : {},
          body: comment.trim() ? { comment: comment.trim() } : {},
        }),
      )
      onPublished(answer.data, answer.tag)
      onOpenChange(false)
      setComment('')
      said(t('Version {{number}} is live', { number: answer.data.published?.number }))
    } catch (error) {
      setWhy(reasonOf(error))
    } finally {
      setSending(false)
    }
  }
  if (errors > 0) {
    return (
      <Dialog
        isOpen={isOpen}
        onOpenChange={onOpenChange}
        title={t('Not yet')}
        footer={
          <Button
            onPress={() => {
              onOpenChange(false)
              show('problems')
            }}
          >
            {t('Show the problems')}
          </Button>
        }
      >
        <p>{t('Errors that stand against publishing: {{count}}', { count: errors })}</p>
      </Dialog>
    )
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('Publish')}
      footer={
        <Button isPending={sending} onPress={publish}>
          {t('Publish')}
        </Button>
      }
    >
      <p className="mb-4 text-muted text-sm">
        {t('New conversations run this version at once; those under way end on theirs.')}
      </p>
      <TextField fullWidth value={comment} onChange={setComment}>
        <Label>{t('What has changed? (may be left empty)')}</Label>
        <Input dir="auto" />
      </TextField>
      {why ? (
        <p role="alert" className="mt-3 text-danger-soft-foreground text-sm">
          {why}
        </p>
      ) : null}
    </Dialog>
  )
}

/** Two people, or two machines: neither's work goes away by itself. */
export function ConflictDialog({ onOverwrite }: { onOverwrite: () => void }) {
  const { t } = useTranslation()
  const conflict = useEditor((editor) => editor.saved === 'conflict')
  return (
    <Dialog
      isOpen={conflict}
      size="lg"
      title={t('Somebody else has changed this flow')}
      footer={
        <>
          <Button variant="tertiary" onPress={exportFlow}>
            {t('Keep mine as a file')}
          </Button>
          <Button variant="secondary" onPress={() => window.location.reload()}>
            {t('Go on with theirs')}
          </Button>
          <Button onPress={onOverwrite}>{t('Put mine in its place')}</Button>
        </>
      }
    >
      <p>{t('Your last changes are not saved. What shall hold?')}</p>
    </Dialog>
  )
}
