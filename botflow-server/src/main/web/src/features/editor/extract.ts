import { text as shown } from '../../app/language'
import { type Config, type Connection, type FlowDocument, freeId, list, type Step, text } from './document'
import { remove } from './edits'
import { portOf } from './kinds'
import { filledBy } from './schema'

/** What an extraction is made of, before the sub-flow has its id. */
export interface Extraction {
  sub: FlowDocument
  /** The flow that is left, with a step that goes through the sub-flow. */
  main(flowId: string): [FlowDocument, string]
}

type Translations = Record<string, Record<string, Record<string, string>>>

/** Why steps cannot become a sub-flow. */
const NOTHING = shown('Choose the steps that shall become a sub-flow.')
const WITH_START = shown('A start cannot go into a sub-flow.')
const WITH_END = shown('An end cannot go into a sub-flow: it would end only that.')
const MANY_ENTRIES = shown('Connections from outside lead to more than one of the chosen steps.')
const MANY_EXITS = shown('The chosen steps lead on to more than one step outside.')
const TOOLS = shown('An AI answer and the calls that it may make go together.')

/** Makes a sub-flow of steps; a text says why that cannot be. */
export function extraction(document: FlowDocument, ids: string[], name: string): Extraction | string {
  const chosen = new Set(ids)
  const inside = document.nodes.filter((node) => chosen.has(node.id))
  const working = inside.filter((node) => node.type !== 'note')
  if (working.length === 0) return NOTHING
  if (working.some((node) => node.type === 'trigger')) return WITH_START
  if (working.some((node) => node.type === 'end')) return WITH_END
  const tools = document.nodes.flatMap((node) =>
    list(node.data.config.tools).map((tool) => [node.id, text(tool.node)] as const),
  )
  if (tools.some(([step, tool]) => chosen.has(step) !== chosen.has(tool))) return TOOLS

  const into = document.edges.filter((edge) => !chosen.has(edge.source) && chosen.has(edge.target))
  const within = document.edges.filter((edge) => chosen.has(edge.source) && chosen.has(edge.target))
  const out = document.edges.filter((edge) => chosen.has(edge.source) && !chosen.has(edge.target))
  const called = new Set(tools.map(([, tool]) => tool))
  const entries = new Set(into.map((edge) => edge.target))
  const firsts = working.filter(
    (node) => !called.has(node.id) && !within.some((edge) => edge.target === node.id),
  )
  if (entries.size === 0) for (const node of firsts) entries.add(node.id)
  const targets = new Set(out.map((edge) => edge.target))
  const [entry] = entries
  if (entries.size !== 1 || !entry) return MANY_ENTRIES
  if (targets.size > 1) return MANY_EXITS

  const others = document.nodes.filter((node) => !chosen.has(node.id))
  const values = crossing(document, inside, others)
  return {
    sub: subFlow(document, { name, inside, within, out, entry, declared: values.declared }),
    main: (flowId) => {
      const first = inside.find((node) => node.id === entry) ?? inside[0]
      const id = freeId(
        'flow',
        others.map((node) => node.id),
      )
      const step: Step = {
        id,
        type: 'flow',
        position: first?.position ?? { x: 0, y: 0 },
        data: {
          label: name,
          config: { flow: flowId, ...filled('inputs', values.inputs), ...filled('outputs', values.outputs) },
        },
      }
      const [target] = targets
      const left = remove(document, ids)
      return [
        {
          ...left,
          ...translationsOf(document, (node) => !chosen.has(node)),
          nodes: [...left.nodes, step],
          edges: [
            ...left.edges,
            ...into.map((edge) => ({ ...edge, target: id })),
            ...(target ? [{ id: `${id}-next`, source: id, sourceHandle: 'next', target }] : []),
          ],
        },
        id,
      ]
    },
  }
}

interface Parts {
  name: string
  inside: Step[]
  within: Connection[]
  out: Connection[]
  entry: string
  declared: FlowDocument['variables']
}

function subFlow(
  document: FlowDocument,
  { name, inside, within, out, entry, declared }: Parts,
): FlowDocument {
  const taken = inside.map((node) => node.id)
  const start = freeId('start', taken)
  const done = freeId('done', [...taken, start])
  const steps = new Map(inside.map((node) => [node.id, node]))
  const first = steps.get(entry)?.position ?? { x: 0, y: 0 }
  const right = Math.max(...inside.map((node) => node.position.x))
  const nodes: Step[] = [
    {
      id: start,
      type: 'trigger',
      position: { x: first.x - 380, y: first.y },
      data: { config: { on: 'any_message' } },
    },
    ...inside,
  ]
  if (out.length > 0)
    nodes.push({
      id: done,
      type: 'end',
      position: { x: right + 380, y: first.y },
      data: { config: {} },
    })
  return {
    botflow: 1,
    name,
    ...filled('language', document.language),
    ...filled('settings', document.settings),
    ...(declared && declared.length > 0 ? { variables: declared } : {}),
    ...translationsOf(document, (node) => steps.has(node)),
    nodes,
    edges: [
      { id: `${start}-next`, source: start, sourceHandle: 'next', target: entry },
      ...within,
      ...out.map((edge) => ({
        ...edge,
        sourceHandle: portOf(steps.get(edge.source), edge.sourceHandle),
        target: done,
      })),
    ],
  }
}

function filled(name: string, value: unknown): Config {
  return value === undefined || (typeof value === 'object' && Object.keys(value ?? {}).length === 0)
    ? {}
    : { [name]: value }
}

function translationsOf(document: FlowDocument, which: (node: string) => boolean): Config {
  const all = document.translations as Translations | undefined
  if (!all) return {}
  const kept = Object.entries(all).map(([language, nodes]) => [
    language,
    Object.fromEntries(Object.entries(nodes).filter(([node]) => which(node))),
  ])
  return { translations: Object.fromEntries(kept) }
}

/** The variables that go in and come back. What belongs to the contact needs neither. */
function crossing(document: FlowDocument, inside: Step[], others: Step[]) {
  const declared = new Map((document.variables ?? []).map((each) => [each.name, each]))
  const filledInside = new Set(inside.flatMap(filledBy))
  const filledOutside = new Set(others.flatMap(filledBy))
  const words = wordsOf(inside)
  const outside = wordsOf(others)
  const inputs: Record<string, string> = {}
  const outputs: Record<string, string> = {}
  const needed: NonNullable<FlowDocument['variables']> = []
  for (const name of new Set([...declared.keys(), ...filledInside, ...filledOutside])) {
    const ofContact = declared.get(name)?.scope === 'contact'
    const known = declared.get(name)
    if (!ofContact && filledInside.has(name) && (outside.has(name) || filledOutside.has(name)))
      outputs[name] = name
    if (!words.has(name)) continue
    if (!ofContact && (filledOutside.has(name) || (known && !filledInside.has(name)))) inputs[name] = name
    if (known || !filledInside.has(name)) needed.push(known ?? { name, type: 'any' })
  }
  return { inputs, outputs, declared: needed }
}

/** All words in the settings: names of variables are among them. */
function wordsOf(steps: Step[]): Set<string> {
  return new Set(JSON.stringify(steps.map((step) => step.data.config)).match(/[\p{L}_][\p{L}\p{N}_]*/gu))
}
