import i18n from 'i18next'

/** One thing that happened in a turn (io.botflow.event.Event). */
export interface TurnEvent {
  event: string
  node?: string
  port?: string
  expression?: string
  trigger?: string
  kind?: string
  what?: string
  result?: string
  failed?: boolean
  name?: string
  value?: unknown
  confidence?: number
  reason?: string
  text?: string
  flow?: string
  message?: { content?: { body?: string; title?: string; caption?: string } }
}

const said = (event: TurnEvent) => {
  const content = event.message?.content
  return content?.body ?? content?.title ?? content?.caption ?? ''
}

const TOLD: Record<string, (event: TurnEvent, step: string) => string> = {
  heard: (event) => i18n.t('The customer wrote: {{text}}', { text: said(event) }),
  started: () => i18n.t('The flow began'),
  interrupted: (_, step) => i18n.t('Something else came up at “{{step}}”', { step }),
  entered: (_, step) => i18n.t('Came to “{{step}}”', { step }),
  left: (event, step) => i18n.t('Left “{{step}}” by “{{port}}”', { step, port: event.port }),
  said: (event, step) => i18n.t('“{{step}}” says: {{text}}', { step, text: said(event) }),
  decided: (event) =>
    event.expression
      ? i18n.t('{{expression}} holds', { expression: event.expression })
      : i18n.t('No condition holds'),
  called: (event) =>
    event.failed
      ? i18n.t('Asked {{what}} in vain: {{result}}', { what: event.what, result: event.result })
      : i18n.t('Asked {{what}}: {{result}}', { what: event.what, result: event.result }),
  intent_found: (event) =>
    i18n.t('It means “{{name}}”, {{percent}} % sure', {
      name: event.name,
      percent: Math.round((event.confidence ?? 0) * 100),
    }),
  answer_refused: (event) => i18n.t('The answer does not fit: {{reason}}', { reason: event.reason }),
  variable_set: (event) =>
    i18n.t('{{name}} is now {{value}}', { name: event.name, value: JSON.stringify(event.value ?? null) }),
  waiting: (_, step) => i18n.t('Waits at “{{step}}”', { step }),
  timed_out: () => i18n.t('The time ran out'),
  flow_entered: (event) => i18n.t('Went into the flow {{flow}}', { flow: event.flow }),
  flow_left: (event) => i18n.t('Came back from the flow {{flow}}', { flow: event.flow }),
  handed_off: () => i18n.t('The bot asks for a person'),
  failed: (event) => i18n.t('It did not work: {{text}}', { text: event.text }),
  ended: () => i18n.t('The conversation has ended'),
}

/** An event in words; null for what explains nothing. */
export function wordsOf(event: TurnEvent, nameOf: (node: string) => string): string | null {
  return TOLD[event.event]?.(event, nameOf(event.node ?? event.trigger ?? '')) ?? null
}
