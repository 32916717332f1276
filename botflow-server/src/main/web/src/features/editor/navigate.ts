import { useReactFlow } from '@xyflow/react'
import { stepOf } from './edits'
import { STEP_WIDTH } from './layout'
import { choose, useEditor } from './store'

/** Goes to a step, chooses it and opens it. */
export function useJump() {
  const { setCenter, getZoom } = useReactFlow()
  return (id: string) => {
    const step = stepOf(useEditor.getState().document, id)
    if (!step) return
    useEditor.setState({ panel: 'step' })
    choose([id])
    const zoom = Math.max(0.8, Math.min(getZoom(), 1.2))
    void setCenter(step.position.x + STEP_WIDTH / 2, step.position.y + 60, { zoom, duration: 250 })
  }
}
