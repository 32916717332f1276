import type { Schemas } from '../../api/client'
import { text as shown } from '../../app/language'
import { allTypes, typeOf } from './catalogue'
import { type Config, type FlowDocument, list, type Step, text } from './document'
import { CATEGORIES, EXITS, LOOKS, type Look, OTHER } from './looks'

type Known = Schemas['NodePort']

/** A way out of a step. */
export interface Port {
  id: string
  label: string
  /** Whether the label is somebody's own text, which is not translated. */
  own: boolean
  /** Whether something has to follow; see {@link unless}. */
  required: boolean
  /** Ways out that, when all of them lead somewhere, make this one needless. */
  unless: string[]
}

/** A type of step, as the palette and the canvas show it. */
export interface Kind extends Look {
  type: string
}

const UNKNOWN = shown('Unknown step')
const made = new Map<string, Kind>()

function make(name: string): Kind {
  const type = typeOf(name)
  const look = LOOKS[name]
  if (look) return { ...look, type: name }
  return {
    ...(CATEGORIES[type?.category ?? ''] ?? OTHER),
    type: name,
    title: type?.label ?? UNKNOWN,
    about: type?.description ?? '',
    main: [],
    start: {},
    summary: (config) =>
      Object.values(config)
        .filter((value) => typeof value === 'string' && value !== '')
        .join(' · '),
  }
}

/** What is known of a type, a partner's own or one that this server does not have. */
export function kindOf(type: string): Kind {
  const known = made.get(type)
  if (known && (typeOf(type) || known.title === UNKNOWN)) return known
  const kind = make(type)
  made.set(type, kind)
  return kind
}

/** The types that a flow can be made of, in the order of the palette. */
export function kinds(): Kind[] {
  return allTypes().map((type) => kindOf(type.name))
}

/** The server's word on settings that it has seen. Settings are never changed in place, but replaced. */
let settled = new WeakMap<Config, Port[]>()
let guessed = new WeakMap<Config, Port[]>()
let last = new Map<string, Known[]>()

/** A flow was opened: nothing of another one holds. */
export function forgetPorts() {
  settled = new WeakMap()
  guessed = new WeakMap()
  last = new Map()
}

/** Takes the server's answer about a document. @returns whether anything is new in it */
export function learnPorts(document: FlowDocument, ports: Record<string, Known[]>): boolean {
  let isNew = false
  for (const step of document.nodes) {
    const own = ports[step.id]
    if (!own) continue
    last.set(step.id, own)
    if (settled.has(step.data.config)) continue
    settled.set(step.data.config, named(step, own))
    isNew = true
  }
  return isNew
}

export function portsOf(step: Step): Port[] {
  const { config } = step.data
  const known = settled.get(config) ?? guessed.get(config)
  if (known) return known
  const guess = named(
    step,
    drawn(step) ?? last.get(step.id) ?? typeOf(step.type)?.ports ?? [required('next')],
  )
  guessed.set(config, guess)
  return guess
}

const required = (name: string, unless: string[] = []): Known => ({ name, required: true, unless })
const optional = (name: string): Known => ({ name, required: false, unless: [] })

function branches({ config }: Step['data']): Known[] {
  return list(config.branches).map((branch) => required(text(branch.port)))
}

function options(config: Config): { key: string; title: string }[] {
  const input = (config.input ?? {}) as Config
  return list(input.options).map((option) => {
    const title = text(option.title)
    return { key: text(option.id) || title, title }
  })
}

/** What an author draws has its way out at once, before the server has seen it. */
function drawn(step: Step): Known[] | undefined {
  const { config } = step.data
  if (step.type === 'condition') return [...branches(step.data), required('else')]
  if (step.type === 'split') return branches(step.data)
  if (step.type === 'wait') return config.event ? [required('next'), optional('timeout')] : [required('next')]
  if (step.type !== 'question') return undefined
  const yesOrNo = (config.input as Config | undefined)?.type === 'yes_no'
  const keys = yesOrNo ? ['yes', 'no'] : options(config).map(({ key }) => key)
  return [required('next', keys), ...keys.map(optional), optional('invalid'), optional('timeout')]
}

function named(step: Step, ports: Known[]): Port[] {
  const { config } = step.data
  const titles = new Map(options(config).map(({ key, title }) => [key, title]))
  const own = new Set(list(config.branches).map((branch) => text(branch.port)))
  return ports.map((port) => {
    const title = titles.get(port.name) ?? (own.has(port.name) ? port.name : undefined)
    const words = port.name.replaceAll(/[_-]/g, ' ')
    const label = title ?? EXITS[port.name] ?? words.charAt(0).toUpperCase() + words.slice(1)
    return {
      id: port.name,
      label,
      own: title !== undefined || !EXITS[port.name],
      required: port.required,
      unless: port.unless,
    }
  })
}

/** As the engine reads it: a connection without a port leaves by the first. */
export function portOf(step: Step | undefined, port: unknown): string {
  return text(port) || (step && portsOf(step)[0]?.id) || 'next'
}
