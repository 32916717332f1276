import { Button } from '@heroui/react/button'
import { Input } from '@heroui/react/input'
import { Label } from '@heroui/react/label'
import { TextField } from '@heroui/react/textfield'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { queries } from '../../app/queries'
import { Dialog } from '../../ui/Dialog'
import { failed, reasonOf, saidWithUndo } from '../../ui/toasts'
import { extraction } from './extract'
import { choose, chosenSteps, edit, undo, useEditor } from './store'

/** Makes a sub-flow of the chosen steps; it is live at once, since only this flow goes through it. */
export function ExtractDialog({ botId, onClose }: { botId: string; onClose: () => void }) {
  const { t } = useTranslation()
  const [ids] = useState(chosenSteps)
  const document = useEditor((editor) => editor.document)
  const [name, setName] = useState('')
  const [why, setWhy] = useState<string | null>(null)
  const [working, setWorking] = useState(false)
  const refusal = extraction(document, ids, '')
  const make = async () => {
    const made = extraction(document, ids, name.trim())
    if (typeof made === 'string') return
    setWorking(true)
    setWhy(null)
    try {
      const sub = await good(
        api.POST('/api/bots/{id}/workflows', {
          params: { path: { id: botId } },
          body: { name: name.trim(), document: made.sub },
        }),
      )
      const path = { id: botId, workflowId: sub.id }
      if (!sub.problems.some((problem) => problem.severity === 'error'))
        await good(api.POST('/api/bots/{id}/workflows/{workflowId}/publish', { params: { path }, body: {} }))
      const [next, step] = made.main(sub.flowId)
      edit(() => next)
      choose([step])
      void queries.invalidateQueries({ queryKey: ['workflows', botId] })
      onClose()
      saidWithUndo(t('“{{name}}” is a sub-flow', { name: sub.name }), () => {
        undo()
        good(api.DELETE('/api/bots/{id}/workflows/{workflowId}', { params: { path } })).catch(failed)
      })
    } catch (error) {
      setWhy(reasonOf(error))
    } finally {
      setWorking(false)
    }
  }
  const cannot = typeof refusal === 'string'
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('Make a sub-flow of the chosen steps')}
      footer={
        <Button isPending={working} isDisabled={cannot || name.trim() === ''} onPress={() => void make()}>
          {t('Make the sub-flow')}
        </Button>
      }
    >
      {cannot ? (
        <p role="alert">{t(refusal)}</p>
      ) : (
        <TextField fullWidth autoFocus value={name} onChange={setName}>
          <Label>{t('Name of the sub-flow')}</Label>
          <Input dir="auto" />
        </TextField>
      )}
      {why ? (
        <p role="alert" className="mt-3 text-danger-soft-foreground text-sm">
          {why}
        </p>
      ) : null}
    </Dialog>
  )
}
