import { temporal } from 'zundo'
import { create } from 'zustand'
import type { Schemas } from '../../api/client'
import type { FlowDocument } from './document'
import { forgetPorts, learnPorts } from './kinds'

export type FlowProblem = Schemas['WorkflowProblem']
export type Panel = 'step' | 'problems' | 'versions' | 'chat' | 'translations' | null
export type Saved = 'saved' | 'changed' | 'saving' | 'offline' | 'conflict'

interface EditorState {
  document: FlowDocument
  /** Ids of chosen steps and connections. */
  chosen: string[]
  problems: FlowProblem[]
  saved: Saved
  panel: Panel
  /** The step that the test chat is at. */
  running: string | null
  readOnly: boolean
  /** How often the server has told of ways out that were not known. */
  portsTold: number
}

/** How many changes can be taken back. */
const STEPS_BACK = 200
/** Changes of one text within this many milliseconds are taken back together. */
const GROUP_MS = 1_000

/** The flow that is edited. Undo knows the document alone; what is chosen or shown is no change. */
export const useEditor = create<EditorState>()(
  temporal(
    (): EditorState => ({
      document: { nodes: [], edges: [] },
      chosen: [],
      problems: [],
      saved: 'saved',
      panel: null,
      running: null,
      readOnly: false,
      portsTold: 0,
    }),
    {
      limit: STEPS_BACK,
      partialize: ({ document }) => ({ document }),
      equality: (before, after) => before.document === after.document,
    },
  ),
)

let lastGroup = ''
let lastTime = 0

/**
 * Changes the document.
 *
 * @param group changes of the same group that follow each other are one step of undo
 */
export function edit(change: (document: FlowDocument) => FlowDocument, group = '') {
  if (useEditor.getState().readOnly) return
  const now = performance.now()
  const goesOn = group !== '' && group === lastGroup && now - lastTime < GROUP_MS
  lastGroup = group
  lastTime = now
  const history = useEditor.temporal.getState()
  if (goesOn) history.pause()
  useEditor.setState(({ document }) => ({ document: change(document), saved: 'changed' }))
  if (goesOn) history.resume()
}

function stepThrough(way: 'undo' | 'redo') {
  if (useEditor.getState().readOnly) return
  lastGroup = ''
  useEditor.temporal.getState()[way]()
  useEditor.setState({ saved: 'changed' })
}

export const undo = () => stepThrough('undo')
export const redo = () => stepThrough('redo')

/** Begins with a document; nothing of another one can be taken back. */
export function open(document: FlowDocument, { problems, ports }: Told) {
  forgetPorts()
  learnPorts(document, ports)
  useEditor.setState({ document, problems, chosen: [], saved: 'saved', running: null, panel: null })
  useEditor.temporal.getState().clear()
}

/** What the server says of a document. */
type Told = Pick<Schemas['WorkflowView'], 'problems' | 'ports'>

export function told(document: FlowDocument, { problems, ports }: Told) {
  const isNew = learnPorts(document, ports)
  useEditor.setState(({ portsTold }) => ({ problems, portsTold: isNew ? portsTold + 1 : portsTold }))
}

export function choose(ids: string[]) {
  const { chosen, panel, document } = useEditor.getState()
  if (ids.length === chosen.length && ids.every((id) => chosen.includes(id))) return
  const isStep = ids.length === 1 && document.nodes.some((node) => node.id === ids[0])
  const next: Panel = isStep && (panel === null || panel === 'problems') ? 'step' : panel
  useEditor.setState({ chosen: ids, panel: ids.length === 0 && panel === 'step' ? null : next })
}

export function show(panel: Panel) {
  useEditor.setState({ panel })
}

export function chosenSteps(): string[] {
  const { chosen, document } = useEditor.getState()
  return document.nodes.filter((node) => chosen.includes(node.id)).map((node) => node.id)
}
