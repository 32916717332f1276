import { Skeleton } from '@heroui/react/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { Choice } from '../../ui/Choice'
import { Section } from '../../ui/Section'
import { Cell, Row, Table } from '../../ui/Table'
import type { Step } from '../editor/document'
import { kindOf } from '../editor/kinds'
import { type Bot, useFlows, useSteps } from './queries'
import type { Range } from './range'
import { useFigureWords } from './words'

/** Where customers stop answering, step by step of what is live; and what they wanted. */
export function Steps({ bots, range }: { bots: Bot[]; range: Range }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<string | null>(null)
  const [flowId, setFlowId] = useState<string | null>(null)
  const bot = range.bot ?? chosen ?? bots.find((each) => each.live)?.id ?? bots[0]?.id ?? ''
  const { data: flows } = useFlows(bot)
  const flow = flows?.find((each) => each.id === flowId) ?? flows?.find((each) => each.main) ?? flows?.[0]
  const steps = useSteps(bot, flow, range).data
  return (
    <>
      <Section
        title={t('Where customers stop')}
        about={t('How often each step of the live version was met, and how often nobody went on from it.')}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          {range.bot ? null : (
            <Choice
              label={t('Bot')}
              value={bot}
              options={bots.map((each) => ({ id: each.id, label: each.name }))}
              onChange={setChosen}
            />
          )}
          {(flows?.length ?? 0) > 1 ? (
            <Choice
              label={t('Flow')}
              value={flow?.id ?? null}
              options={(flows ?? []).map((each) => ({ id: each.id, label: each.name }))}
              onChange={setFlowId}
            />
          ) : null}
        </div>
        {flows && !flow ? <p className="text-muted text-sm">{t('Nothing of it is published yet.')}</p> : null}
        {flow && !steps ? <Skeleton className="h-32 rounded-xl" /> : null}
        {steps && steps.figures.steps.length === 0 ? (
          <p className="text-muted text-sm">{t('Nobody has met the live version in these days.')}</p>
        ) : null}
        {steps && steps.figures.steps.length > 0 ? (
          <StepTable figures={steps.figures.steps} steps={steps.steps} />
        ) : null}
      </Section>
      {steps && steps.figures.intents.length > 0 ? <Wanted asked={steps.figures.intents} /> : null}
    </>
  )
}

interface TableProps {
  figures: Schemas['BotFiguresStepFigures'][]
  steps: Map<string, Step>
}

function StepTable({ figures, steps }: TableProps) {
  const { t } = useTranslation()
  const words = useFigureWords()
  return (
    <Table
      label={t('Where customers stop')}
      columns={[
        t('Step'),
        t('Met'),
        t('Did not go on'),
        t('No answer in time'),
        t('Not understood'),
        t('Failed'),
        t('Handed to people'),
      ]}
    >
      {figures.map((each) => (
        <Row key={each.nodeId}>
          <Cell>
            <StepName id={each.nodeId} step={steps.get(each.nodeId)} />
          </Cell>
          <Cell>{words.count(each.entered)}</Cell>
          <Cell>
            <Share part={each.stayed} whole={each.entered} />
          </Cell>
          <Cell>{words.count(each.timedOut)}</Cell>
          <Cell>{words.count(each.refusedAnswers)}</Cell>
          <Cell>{words.count(each.failed)}</Cell>
          <Cell>{words.count(each.handedOff)}</Cell>
        </Row>
      ))}
    </Table>
  )
}

function StepName({ id, step }: { id: string; step: Step | undefined }) {
  const { t } = useTranslation()
  if (!step) return <bdi>{id}</bdi>
  const kind = kindOf(step.type)
  return (
    <span className="block min-w-40 max-w-xs">
      <bdi className="block font-medium">{step.data.label ?? t(kind.title)}</bdi>
      <span dir="auto" className="block truncate text-muted text-xs">
        {kind.summary(step.data.config)}
      </span>
    </span>
  )
}

/** A number, and what part of another it is. */
function Share({ part, whole }: { part: number; whole: number }) {
  const words = useFigureWords()
  const share = whole === 0 ? 0 : part / whole
  return (
    <span className="flex min-w-32 items-center gap-2">
      <span className="whitespace-nowrap">
        {words.count(part)} <span className="text-muted text-xs">{words.share(share)}</span>
      </span>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" className="h-1.5 w-16 rtl:-scale-x-100" aria-hidden>
        <rect width="100" height="6" rx="1" className="fill-default" />
        <rect width={share * 100} height="6" rx="1" className="fill-danger" />
      </svg>
    </span>
  )
}

function Wanted({ asked }: { asked: Schemas['BotFiguresAsked'][] }) {
  const { t } = useTranslation()
  const words = useFigureWords()
  return (
    <Section title={t('What customers wanted')}>
      <Table label={t('What customers wanted')} columns={[t('Intent'), t('Times')]}>
        {asked.map((each) => (
          <Row key={each.text}>
            <Cell>
              <bdi>{each.text}</bdi>
            </Cell>
            <Cell>{words.count(each.times)}</Cell>
          </Row>
        ))}
      </Table>
    </Section>
  )
}
