import { create } from 'zustand'
import { api, good } from '../../api/client'
import { failed } from '../../ui/toasts'
import type { StepFigures } from './figures'

/** How often customers came to the steps of the published flow; null while that is not shown. */
export const useTraffic = create<{ figures: Map<string, StepFigures> | null }>(() => ({ figures: null }))

/** Shows or hides the figures of the last 30 days. */
export async function switchTraffic(botId: string) {
  if (useTraffic.getState().figures) {
    hideTraffic()
    return
  }
  try {
    const { steps } = await good(api.GET('/api/bots/{id}/analytics', { params: { path: { id: botId } } }))
    useTraffic.setState({ figures: new Map(steps.map((step) => [step.nodeId, step])) })
  } catch (error) {
    failed(error)
  }
}

export function hideTraffic() {
  useTraffic.setState({ figures: null })
}
