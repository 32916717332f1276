import { create } from 'zustand'
import { api, good, Problem, type Schemas } from '../../api/client'
import { failed } from '../../ui/toasts'
import { useEditor } from './store'

export type Turn = Schemas['SimulationViewSimulatedTurn']
export type Input = Schemas['SimulationInput']

interface Simulated {
  /** Null before it has begun. */
  id: string | null
  turns: Turn[]
  state: Schemas['SimulationViewSimulationState'] | null
  /** What has happened so far, to do it again where the server has forgotten. */
  inputs: Input[]
  startNode: string | null
  busy: boolean
}

const NOTHING: Simulated = { id: null, turns: [], state: null, inputs: [], startNode: null, busy: false }

/** A conversation with the draft as it stands on this page. */
export const useSimulation = create<Simulated>(() => NOTHING)

function take(view: Schemas['SimulationView'], whole: boolean) {
  useSimulation.setState(({ turns }) => ({
    id: view.id,
    state: view.state,
    turns: whole ? view.turns : [...turns, ...view.turns],
  }))
  useEditor.setState({ running: view.state.nodeId ?? null })
}

let running: Promise<void> = Promise.resolve()

/** One after the other: what is written while the chat begins is said once it has begun. */
function exclusively(work: () => Promise<void>): Promise<void> {
  running = running.then(async () => {
    useSimulation.setState({ busy: true })
    try {
      await work()
    } catch (error) {
      failed(error)
    } finally {
      useSimulation.setState({ busy: false })
    }
  })
  return running
}

async function post(botId: string, startNode: string | null, inputs: Input[]) {
  const { document } = useEditor.getState()
  const view = await good(
    api.POST('/api/bots/{id}/simulations', {
      params: { path: { id: botId } },
      body: { document, inputs, ...(startNode ? { startNode } : {}) },
    }),
  )
  take(view, true)
}

/** Begins anew, with the draft as it is now; at a step, or with the customer's first message. */
export function begin(botId: string, startNode: string | null = null) {
  return exclusively(async () => {
    useSimulation.setState({ ...NOTHING, startNode, busy: true })
    await post(botId, startNode, [])
  })
}

/** Something happens: the customer writes, taps, or lets time pass. */
export function happen(botId: string, input: Input) {
  return exclusively(async () => {
    const { id, inputs, startNode } = useSimulation.getState()
    const all = [...inputs, input]
    try {
      if (id === null) throw new Problem(404, 'not-found', '')
      take(
        await good(api.POST('/api/simulations/{id}/inputs', { params: { path: { id } }, body: input })),
        false,
      )
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 404) throw error
      await post(botId, startNode, all)
    }
    useSimulation.setState({ inputs: all })
  })
}

/** Forgets it, and no step is lit any more. */
export function leave() {
  const { id } = useSimulation.getState()
  useSimulation.setState(NOTHING)
  useEditor.setState({ running: null })
  if (id) void api.DELETE('/api/simulations/{id}', { params: { path: { id } } })
}
