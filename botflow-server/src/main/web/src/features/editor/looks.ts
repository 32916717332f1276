import {
  CircleStop,
  Clock,
  GitBranch,
  Globe,
  Headset,
  type LucideIcon,
  MessageCircleQuestionMark,
  MessageSquare,
  Puzzle,
  Shuffle,
  Sparkles,
  StickyNote,
  Variable,
  Workflow,
  Zap,
} from 'lucide-react'
import { text as shown } from '../../app/language'
import { type Config, list, text } from './document'

/** How the editor shows a type of step; what the type is and takes, the server says. */
export interface Look {
  title: string
  about: string
  icon: LucideIcon
  /** A hue of the colour wheel. */
  tone: string
  /** The settings that are shown first; all where none are named. */
  main: string[]
  start: Config
  summary(config: Config): string
}

/** BotFlow's own types, with words that are translated. */
export const LOOKS: Record<string, Look> = {
  trigger: {
    title: shown('Start'),
    about: shown('Which messages start the flow'),
    icon: Zap,
    tone: 'green',
    main: ['on', 'keywords', 'intents', 'interrupt'],
    start: { on: 'any_message' },
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
    summary: (config) => text(config.text) || Object.keys(config)[0] || '',
  },
  question: {
    title: shown('Question'),
    about: shown('Asks, and keeps the answer'),
    icon: MessageCircleQuestionMark,
    tone: 'violet',
    main: ['text', 'variable', 'input', 'retry', 'maxRetries', 'timeout'],
    start: { text: '', variable: 'answer', input: { type: 'text' } },
    summary: (config) => text(config.text),
  },
  condition: {
    title: shown('Condition'),
    about: shown('Chooses a way by what is known'),
    icon: GitBranch,
    tone: 'amber',
    main: ['branches'],
    start: { branches: [{ port: 'yes', when: 'true' }] },
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
    summary: (config) => text(config.instructions),
  },
  api_call: {
    title: shown('API call'),
    about: shown('Asks another program'),
    icon: Globe,
    tone: 'cyan',
    main: ['method', 'url', 'headers', 'query', 'map'],
    start: { method: 'GET', url: 'https://' },
    summary: (config) => `${text(config.method) || 'GET'} ${text(config.url)}`,
  },
  handoff: {
    title: shown('Hand over'),
    about: shown('A person takes over the conversation'),
    icon: Headset,
    tone: 'orange',
    main: ['note', 'reason', 'team', 'unavailable', 'returnAfter'],
    start: { note: '' },
    summary: (config) => text(config.note) || text(config.reason),
  },
  end: {
    title: shown('End'),
    about: shown('Ends the conversation'),
    icon: CircleStop,
    tone: 'red',
    main: ['text', 'unresolved', 'rating'],
    start: { text: '' },
    summary: (config) => text(config.text),
  },
  set: {
    title: shown('Set'),
    about: shown('Fills variables and tags'),
    icon: Variable,
    tone: 'teal',
    main: ['assignments', 'addTags'],
    start: { assignments: [] },
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
    summary: (config) => text(config.flow),
  },
  note: {
    title: shown('Note'),
    about: shown('A comment on the canvas'),
    icon: StickyNote,
    tone: 'yellow',
    main: ['text'],
    start: { text: '' },
    summary: (config) => text(config.text),
  },
}

/** Where a partner's type stands in the palette says how it looks. */
export const CATEGORIES: Record<string, { icon: LucideIcon; tone: string }> = {
  start: { icon: Zap, tone: 'green' },
  talk: { icon: MessageSquare, tone: 'blue' },
  logic: { icon: GitBranch, tone: 'amber' },
  ai: { icon: Sparkles, tone: 'pink' },
  outside: { icon: Globe, tone: 'cyan' },
  people: { icon: Headset, tone: 'orange' },
  end: { icon: CircleStop, tone: 'red' },
}

export const OTHER = { icon: Puzzle, tone: 'slate' }

/** The names of ways out that are translated; others are the author's or a partner's own words. */
export const EXITS: Record<string, string> = {
  next: shown('Next'),
  error: shown('Error'),
  invalid: shown('Not understood'),
  timeout: shown('No answer'),
  else: shown('Else'),
  uncertain: shown('Not sure'),
  success: shown('Success'),
  returned: shown('Given back'),
  unavailable: shown('Nobody there'),
  yes: shown('Yes'),
  no: shown('No'),
}
