import {
  Bot,
  CircleStop,
  Clock,
  GitBranch,
  Globe,
  Headset,
  type LucideIcon,
  MessageCircleQuestionMark,
  MessageSquare,
  Shuffle,
  Sparkles,
  StickyNote,
  Variable,
  Workflow,
  Zap,
} from 'lucide-react'
import { text as shown } from '../../app/language'
import { type Config, list, type Step, text } from './document'

/** A way out of a step. */
export interface Port {
  id: string
  label: string
  /** Whether the label is the author's own text, which is not translated. */
  own?: boolean
  /** Whether a conversation that leaves here without a connection simply ends. */
  optional?: boolean
}

/** What the editor knows of a type of step beside its schema. */
export interface Kind {
  title: string
  about: string
  icon: LucideIcon
  /** A hue of the colour wheel. */
  tone: string
  /** The settings that are shown first. */
  main: string[]
  start: Config
  ports(config: Config): Port[]
  summary(config: Config): string
}

const NEXT: Port = { id: 'next', label: shown('Next') }
const next = () => [NEXT]
const ERROR: Port = { id: 'error', label: shown('Error'), optional: true }

function branches(config: Config): Port[] {
  return list(config.branches).map((branch) => ({
    id: text(branch.port),
    label: text(branch.port),
    own: true,
  }))
}

/** As the engine names them: the option's id, else its title. */
function options(config: Config): Port[] {
  const input = (config.input ?? {}) as Config
  if (input.type === 'yes_no') {
    return [
      { id: 'yes', label: shown('Yes'), optional: true },
      { id: 'no', label: shown('No'), optional: true },
    ]
  }
  return list(input.options).map((option) => {
    const title = text(option.title)
    return { id: text(option.id) || title, label: title, own: true, optional: true }
  })
}

export const KINDS: Record<string, Kind> = {
  trigger: {
    title: shown('Start'),
    about: shown('Which messages start the flow'),
    icon: Zap,
    tone: 'green',
    main: ['on', 'keywords', 'intents', 'interrupt'],
    start: { on: 'any_message' },
    ports: next,
    summary: (config) =>
      list(config.keywords).length > 0
        ? list(config.keywords)
            .map((word) => text(word.text))
            .join(', ')
        : Array.isArray(config.keywords) && config.keywords.length > 0
          ? config.keywords.join(', ')
          : text(config.on).replaceAll('_', ' '),
  },
  message: {
    title: shown('Message'),
    about: shown('Says something'),
    icon: MessageSquare,
    tone: 'blue',
    main: ['text', 'media', 'link'],
    start: { text: '' },
    ports: next,
    summary: (config) => text(config.text) || Object.keys(config)[0] || '',
  },
  question: {
    title: shown('Question'),
    about: shown('Asks, and keeps the answer'),
    icon: MessageCircleQuestionMark,
    tone: 'violet',
    main: ['text', 'variable', 'input', 'retry', 'maxRetries', 'timeout'],
    start: { text: '', variable: 'answer', input: { type: 'text' } },
    ports: (config) => [
      ...options(config),
      NEXT,
      { id: 'invalid', label: shown('Not understood'), optional: true },
      { id: 'timeout', label: shown('No answer'), optional: true },
    ],
    summary: (config) => text(config.text),
  },
  condition: {
    title: shown('Condition'),
    about: shown('Chooses a way by what is known'),
    icon: GitBranch,
    tone: 'amber',
    main: ['branches'],
    start: { branches: [{ port: 'yes', when: 'true' }] },
    ports: (config) => [...branches(config), { id: 'else', label: shown('Else') }],
    summary: (config) =>
      list(config.branches)
        .map((branch) => (typeof branch.when === 'string' ? branch.when : text(branch.port)))
        .join(' · '),
  },
  ai_response: {
    title: shown('AI answer'),
    about: shown('A language model answers, from your knowledge'),
    icon: Sparkles,
    tone: 'pink',
    main: ['instructions', 'knowledge', 'onTopic', 'offTopic'],
    start: { instructions: '' },
    ports: () => [NEXT, { id: 'uncertain', label: shown('Not sure'), optional: true }, ERROR],
    summary: (config) => text(config.instructions),
  },
  api_call: {
    title: shown('API call'),
    about: shown('Asks another program'),
    icon: Globe,
    tone: 'cyan',
    main: ['method', 'url', 'headers', 'query', 'map'],
    start: { method: 'GET', url: 'https://' },
    ports: () => [{ id: 'success', label: shown('Success') }, ERROR],
    summary: (config) => `${text(config.method) || 'GET'} ${text(config.url)}`,
  },
  handoff: {
    title: shown('Hand over'),
    about: shown('A person takes over the conversation'),
    icon: Headset,
    tone: 'orange',
    main: ['note', 'reason', 'team', 'unavailable', 'returnAfter'],
    start: { note: '' },
    ports: () => [
      { id: 'returned', label: shown('Given back'), optional: true },
      { id: 'unavailable', label: shown('Nobody there'), optional: true },
    ],
    summary: (config) => text(config.note) || text(config.reason),
  },
  end: {
    title: shown('End'),
    about: shown('Ends the conversation'),
    icon: CircleStop,
    tone: 'red',
    main: ['text', 'unresolved', 'rating'],
    start: { text: '' },
    ports: () => [],
    summary: (config) => text(config.text),
  },
  set: {
    title: shown('Set'),
    about: shown('Fills variables and tags'),
    icon: Variable,
    tone: 'teal',
    main: ['assignments', 'addTags'],
    start: { assignments: [] },
    ports: next,
    summary: (config) =>
      list(config.assignments)
        .map((each) => text(each.variable))
        .join(', '),
  },
  wait: {
    title: shown('Wait'),
    about: shown('Waits for a time or an event'),
    icon: Clock,
    tone: 'slate',
    main: ['duration', 'until', 'event', 'timeout'],
    start: { duration: 'PT1H' },
    ports: (config) =>
      config.event ? [NEXT, { id: 'timeout', label: shown('No answer'), optional: true }] : [NEXT],
    summary: (config) => text(config.duration) || text(config.until) || text(config.event),
  },
  split: {
    title: shown('Split'),
    about: shown('Sends customers different ways'),
    icon: Shuffle,
    tone: 'lime',
    main: ['branches'],
    start: {
      branches: [
        { port: 'a', weight: 1 },
        { port: 'b', weight: 1 },
      ],
    },
    ports: branches,
    summary: (config) =>
      list(config.branches)
        .map((each) => `${text(each.port)} ${each.weight}`)
        .join(' · '),
  },
  flow: {
    title: shown('Other flow'),
    about: shown('Goes through another flow and comes back'),
    icon: Workflow,
    tone: 'indigo',
    main: ['flow', 'inputs', 'outputs'],
    start: { flow: '' },
    ports: () => [NEXT, ERROR],
    summary: (config) => text(config.flow),
  },
  note: {
    title: shown('Note'),
    about: shown('A comment on the canvas'),
    icon: StickyNote,
    tone: 'yellow',
    main: ['text'],
    start: { text: '' },
    ports: () => [],
    summary: (config) => text(config.text),
  },
}

const UNKNOWN: Kind = {
  title: shown('Unknown step'),
  about: '',
  icon: Bot,
  tone: 'slate',
  main: [],
  start: {},
  ports: next,
  summary: () => '',
}

/** What is known of a type; a partner's own type has one way out. */
export function kindOf(type: string): Kind {
  return KINDS[type] ?? UNKNOWN
}

export function portsOf(step: Step): Port[] {
  return kindOf(step.type).ports(step.data.config)
}

/** As the engine reads it: a connection without a port leaves by the first. */
export function portOf(step: Step | undefined, port: unknown): string {
  return text(port) || (step && portsOf(step)[0]?.id) || 'next'
}
