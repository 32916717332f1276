import { Button } from '@heroui/react/button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog'
import { failed, saidWithUndo } from '../../ui/toasts'
import { type Imported, pickFile, readFlowFile } from './importing'
import { overlaps, tidied } from './layout'
import { edit, undo } from './store'

interface Props {
  path: { id: string; workflowId: string }
  onClose: () => void
}

/** A flow from a file in place of the draft; what is wrong with it is seen first. */
export function ImportDialog({ path, onClose }: Props) {
  const { t } = useTranslation()
  const [read, setRead] = useState<Imported | null>(null)
  const [reading, setReading] = useState(false)
  const choose = async () => {
    const file = await pickFile()
    if (!file) return
    setReading(true)
    try {
      setRead(await readFlowFile(file, path))
    } catch (error) {
      failed(error)
    } finally {
      setReading(false)
    }
  }
  const take = async () => {
    if (!read || 'refused' in read) return
    const { document } = read
    const drawn = overlaps(document) ? await tidied(document) : document
    edit((now) => ({ ...drawn, id: now.id }))
    onClose()
    saidWithUndo(t('The draft is what was in the file'), undo)
  }
  const refusals = {
    'too-large': t('The file is larger than 2 MiB.'),
    unreadable: t('The file is no JSON.'),
    'no-flow': t('The file has no flow: it needs nodes and edges.'),
  }
  const isGood = read !== null && !('refused' in read)
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('Import a file')}
      footer={
        <>
          <Button variant={isGood ? 'tertiary' : 'primary'} isPending={reading} onPress={() => void choose()}>
            {t('Choose a file')}
          </Button>
          {isGood ? <Button onPress={() => void take()}>{t('Take it as the draft')}</Button> : null}
        </>
      }
    >
      {read === null ? (
        <p>{t('The flow of the file takes the place of the draft. It can be taken back.')}</p>
      ) : 'refused' in read ? (
        <p role="alert" className="text-danger-soft-foreground">
          {refusals[read.refused]}
        </p>
      ) : (
        <Findings read={read} />
      )}
    </Dialog>
  )
}

function Findings({ read }: { read: Exclude<Imported, { refused: unknown }> }) {
  const { t } = useTranslation()
  const { problems } = read.findings
  return (
    <>
      <p>
        <bdi className="font-medium">{read.document.name}</bdi>{' '}
        {t('Steps: {{count}}', { count: read.document.nodes.length })}
      </p>
      <p className="mt-2 text-muted text-sm">
        {problems.length === 0 ? t('No problems') : t('Problems: {{count}}', { count: problems.length })}
      </p>
      {problems.length > 0 ? (
        <ul
          aria-label={t('Problems')}
          className="mt-1 flex max-h-60 flex-col gap-1 overflow-auto text-sm"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
          tabIndex={0}
        >
          {problems.map((problem) => (
            <li key={problem.code + problem.path + problem.message}>
              <span className="text-muted">{problem.code}</span> {problem.message}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
