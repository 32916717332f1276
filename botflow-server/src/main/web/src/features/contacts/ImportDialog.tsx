import { Button } from '@heroui/react/button'
import { ProgressBar } from '@heroui/react/progress-bar'
import { Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queries } from '../../app/queries'
import { Choice } from '../../ui/Choice'
import { Dialog } from '../../ui/Dialog'
import { Cell, Row, Table } from '../../ui/Table'
import { useNumbers } from '../../ui/times'
import { reasonOf } from '../../ui/toasts'
import { useBots } from '../inbox/conversations'
import { importRow } from './contacts'
import { type ImportFile, type ImportRow, MOST_BYTES, readContacts } from './importing'

const SHOWN = 5

/** How an import goes. */
interface Outcome {
  done: number
  refused: { row: ImportRow; why: string }[]
  all: number
}

/** Contacts of a CSV file: first what it holds, then what became of each row. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const numbers = (useBots().data ?? []).flatMap((bot) =>
    bot.channels.filter((channel) => channel.kind === 'whatsapp'),
  )
  const [channel, setChannel] = useState<string | null>(null)
  const [file, setFile] = useState<ImportFile | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [working, setWorking] = useState(false)
  const stopped = useRef(false)
  const chosen = channel ?? numbers[0]?.id ?? null
  const good = file?.rows.filter((row) => row.problem === null) ?? []
  const open = async (picked: File | undefined) => {
    if (!picked) return
    setFile(
      picked.size > MOST_BYTES
        ? { rows: [], fields: [], left: [], problem: t('The file is larger than 2 MB.') }
        : readContacts(await picked.text()),
    )
  }
  const run = async () => {
    if (!chosen || !file) return
    setWorking(true)
    const refused = file.rows.flatMap((row) => (row.problem ? [{ row, why: t(row.problem) }] : []))
    for (const [index, row] of good.entries()) {
      if (stopped.current) break
      try {
        await importRow(chosen, row)
      } catch (error) {
        refused.push({ row, why: reasonOf(error) })
      }
      setOutcome({ done: index + 1, refused: [...refused], all: good.length })
    }
    setWorking(false)
    await queries.invalidateQueries({ queryKey: ['contacts'] })
  }
  const close = () => {
    stopped.current = true
    onClose()
  }
  return (
    <Dialog
      isOpen
      onOpenChange={close}
      size="lg"
      title={t('Import contacts')}
      footer={
        outcome ? (
          <Button isPending={working} onPress={close}>
            {t('Done')}
          </Button>
        ) : (
          <Button isDisabled={!chosen || good.length === 0} isPending={working} onPress={() => void run()}>
            {t('Import them')}
          </Button>
        )
      }
    >
      {numbers.length === 0 ? (
        <p>{t('Connect a WhatsApp number first: a contact belongs to one.')}</p>
      ) : outcome ? (
        <Result outcome={outcome} working={working} />
      ) : (
        <div className="flex flex-col gap-4 p-1">
          <p className="text-muted text-sm">
            {t(
              'A CSV file whose first line names the columns: phone, and where you like name, tags, language and zone. Other columns become own fields.',
            )}
          </p>
          <Choice
            label={t('Talks to')}
            value={chosen}
            options={numbers.map(({ id, name, account }) => ({ id, label: name ?? account }))}
            onChange={setChannel}
          />
          <label className="button button--secondary cursor-pointer self-start focus-within:outline-2">
            <Upload size={18} aria-hidden />
            {t('Choose a CSV file')}
            <input
              type="file"
              accept=".csv,text/csv"
              className="sr-only"
              onChange={({ target }) => void open(target.files?.[0])}
            />
          </label>
          {file ? <Preview file={file} /> : null}
        </div>
      )}
    </Dialog>
  )
}

function Preview({ file }: { file: ImportFile }) {
  const { t } = useTranslation()
  const number = useNumbers()
  const bad = file.rows.filter((row) => row.problem !== null)
  if (file.problem) {
    return (
      <p role="alert" className="text-danger-soft-foreground text-sm">
        {t(file.problem)}
      </p>
    )
  }
  return (
    <div className="flex flex-col gap-3" role="status">
      <p className="text-sm">
        {t('{{good}} of {{all}} rows can be imported.', {
          good: number(file.rows.length - bad.length),
          all: number(file.rows.length),
        })}{' '}
        {file.left.length > 0
          ? t('Left out, as names of fields are letters, digits and _: {{names}}', {
              names: file.left.join(', '),
            })
          : null}
      </p>
      <Table
        label={t('The first rows')}
        columns={[t('Row'), t('Number'), t('Name'), t('Tags'), t('Own fields')]}
      >
        {file.rows.slice(0, SHOWN).map((row) => (
          <Row key={row.line}>
            <Cell>{number(row.line)}</Cell>
            <Cell>
              <bdi dir="ltr">{row.phone}</bdi>
            </Cell>
            <Cell>
              <bdi>{row.details.name}</bdi>
            </Cell>
            <Cell>
              <bdi>{row.details.tags?.join(', ')}</bdi>
            </Cell>
            <Cell>
              <bdi>
                {Object.entries(row.details.fields ?? {})
                  .map(([name, value]) => `${name}: ${String(value)}`)
                  .join(', ')}
              </bdi>
            </Cell>
          </Row>
        ))}
      </Table>
      <RowProblems problems={bad.map((row) => ({ row, why: t(row.problem ?? '') }))} />
    </div>
  )
}

function Result({ outcome, working }: { outcome: Outcome; working: boolean }) {
  const { t } = useTranslation()
  const number = useNumbers()
  const made = outcome.done - outcome.refused.filter(({ row }) => row.problem === null).length
  return (
    <div className="flex flex-col gap-4 p-1">
      {working ? (
        <ProgressBar
          aria-label={t('Import contacts')}
          value={outcome.done}
          maxValue={outcome.all}
          className="w-full"
        >
          <ProgressBar.Track>
            <ProgressBar.Fill />
          </ProgressBar.Track>
        </ProgressBar>
      ) : null}
      <p role="status" className="font-medium text-sm">
        {t('Contacts made: {{number}}', { number: number(made) })}
      </p>
      <RowProblems problems={outcome.refused} />
    </div>
  )
}

function RowProblems({ problems }: { problems: { row: ImportRow; why: string }[] }) {
  const { t } = useTranslation()
  const number = useNumbers()
  if (problems.length === 0) return null
  return (
    <Table label={t('Rows that are left out')} columns={[t('Row'), t('Number'), t('Why')]}>
      {problems.map(({ row, why }) => (
        <Row key={row.line}>
          <Cell>{number(row.line)}</Cell>
          <Cell>
            <bdi dir="ltr">{row.phone}</bdi>
          </Cell>
          <Cell>{why}</Cell>
        </Row>
      ))}
    </Table>
  )
}
