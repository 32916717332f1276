import { Button } from '@heroui/react/button'
import { Chip } from '@heroui/react/chip'
import { Tooltip } from '@heroui/react/tooltip'
import { Link } from '@tanstack/react-router'
import {
  ArrowLeft,
  ChartNoAxesColumn,
  CircleAlert,
  History,
  Keyboard,
  Languages,
  type LucideIcon,
  MessageCircle,
  Redo2,
  Search,
  Share2,
  Sparkles,
  Undo2,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { tidyUp } from './commands'
import { FlowMenu } from './FlowMenu'
import { pick } from './picking'
import { type Panel, redo, type Saved, show, undo, useEditor } from './store'
import { switchTraffic, useTraffic } from './traffic'

interface Props {
  botId: string
  flow: { id: string; main: boolean }
  bot: string
  name: string
  live: boolean
  changed: boolean
  onPublish: () => void
  onShare: () => void
}

/** Where one is, whether it is saved, and what can be done with the flow as a whole. */
export function TopBar({ botId, flow, bot, name, live, changed, onPublish, onShare }: Props) {
  const { t } = useTranslation()
  const saved = useEditor((editor) => editor.saved)
  const readOnly = useEditor((editor) => editor.readOnly)
  const chatting = useEditor((editor) => editor.panel === 'chat')
  const history = useStore(useEditor.temporal, (state) => state)
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-border border-b bg-surface px-3 py-2">
      <Link
        to="/bots"
        aria-label={t('All bots')}
        className="grid size-9 place-items-center rounded-lg hover:bg-default"
      >
        <ArrowLeft size={18} className="rtl:rotate-180" aria-hidden />
      </Link>
      <div className="min-w-0 flex-1">
        <h1 className="truncate font-semibold text-sm leading-tight">
          <bdi>{bot}</bdi>
        </h1>
        <p className="flex items-center gap-2 text-muted text-xs">
          <bdi className="truncate">{name}</bdi>
          <SavedState saved={saved} />
        </p>
      </div>
      <Chip size="sm" variant="soft" color={live ? (changed ? 'warning' : 'success') : 'default'}>
        {live ? (changed ? t('Live, with changes') : t('Live')) : t('Draft')}
      </Chip>
      <div className="flex items-center">
        <Tool icon={Undo2} label={t('Undo')} isDisabled={history.pastStates.length === 0} onPress={undo} />
        <Tool icon={Redo2} label={t('Redo')} isDisabled={history.futureStates.length === 0} onPress={redo} />
        <Tool icon={Sparkles} label={t('Tidy up')} onPress={() => void tidyUp()} />
        <Tool icon={Search} label={t('Find a step')} onPress={() => pick({ for: 'step' })} />
        <Tool icon={Keyboard} label={t('Commands')} onPress={() => pick({ for: 'command' })} />
        {live && flow.main ? <TrafficTool botId={botId} /> : null}
        <PanelTool panel="translations" icon={Languages} label={t('Translations')} />
        <PanelTool panel="versions" icon={History} label={t('Versions')} />
      </div>
      <FlowMenu botId={botId} flowId={flow.id} />
      <ProblemsTool />
      <Button
        size="sm"
        variant="secondary"
        aria-pressed={chatting}
        onPress={() => show(chatting ? null : 'chat')}
      >
        <MessageCircle size={16} aria-hidden />
        {t('Test')}
      </Button>
      <Button size="sm" variant="secondary" onPress={onShare}>
        <Share2 size={16} aria-hidden />
        {t('Share')}
      </Button>
      <Button size="sm" isDisabled={readOnly || (live && !changed)} onPress={onPublish}>
        {t('Publish')}
      </Button>
    </div>
  )
}

function SavedState({ saved }: { saved: Saved }) {
  const { t } = useTranslation()
  const words: Record<Saved, string> = {
    saved: t('Saved'),
    changed: t('Saving …'),
    saving: t('Saving …'),
    offline: t('Not saved: no connection'),
    conflict: t('Not saved: changed elsewhere'),
  }
  const isBad = saved === 'offline' || saved === 'conflict'
  return (
    <span role="status" className={isBad ? 'shrink-0 font-medium text-danger-soft-foreground' : 'shrink-0'}>
      {words[saved]}
    </span>
  )
}

interface ToolProps {
  icon: LucideIcon
  label: string
  isDisabled?: boolean
  onPress: () => void
}

function Tool({ icon: Icon, label, isDisabled = false, onPress }: ToolProps) {
  return (
    <Tooltip delay={400}>
      <Button
        isIconOnly
        size="sm"
        variant="ghost"
        aria-label={label}
        isDisabled={isDisabled}
        onPress={onPress}
      >
        <Icon size={17} aria-hidden />
      </Button>
      <Tooltip.Content>{label}</Tooltip.Content>
    </Tooltip>
  )
}

function PanelTool({ panel, icon, label }: { panel: Panel; icon: LucideIcon; label: string }) {
  const isOpen = useEditor((editor) => editor.panel === panel)
  return <Tool icon={icon} label={label} onPress={() => show(isOpen ? null : panel)} />
}

function TrafficTool({ botId }: { botId: string }) {
  const { t } = useTranslation()
  const isShown = useTraffic((traffic) => traffic.figures !== null)
  return (
    <Tool
      icon={ChartNoAxesColumn}
      label={isShown ? t('Hide the traffic') : t('Show the traffic')}
      onPress={() => void switchTraffic(botId)}
    />
  )
}

function ProblemsTool() {
  const { t } = useTranslation()
  const count = useEditor((editor) => editor.problems.length)
  const errors = useEditor((editor) => editor.problems.some((problem) => problem.severity === 'error'))
  const isOpen = useEditor((editor) => editor.panel === 'problems')
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-label={t('Problems: {{count}}', { count })}
      aria-pressed={isOpen}
      onPress={() => show(isOpen ? null : 'problems')}
    >
      <CircleAlert
        size={16}
        aria-hidden
        className={errors ? 'text-danger' : count > 0 ? 'text-warning-soft-foreground' : 'text-muted'}
      />
      {count}
    </Button>
  )
}
